select
    edition as list_edition,
    scheme as scheme_code,
    set_ordinal,
    rule_ordinal,
    heading,
    subdivision,
    min_code,
    max_code,
    is_range_valid,
    rule_text,
    classes,
    operator,
    is_quota,
    is_import,
    is_export,
    publisher,
    object_sha256
from {{ source("landing_hmrc", "current_hmrc_rules") }}
