select
    edition as list_edition,
    scheme as scheme_code,
    title as scheme_title,
    validity_start_date as valid_from,
    validity_end_date as valid_to,
    is_unilateral,
    countries,
    publisher,
    object_sha256
from {{ source("landing_hmrc", "current_hmrc_schemes") }}
where dataset = 'schemes'
