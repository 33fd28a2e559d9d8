select
    edition as hs_edition,
    code as hs_code,
    level as digits,
    parent as parent_code,
    section as section_code,
    description,
    publisher,
    dataset,
    object_sha256
from {{ source("landing_wco", "current_wco_hs_codes") }}
