select
    known.edition,
    known.code,
    known.description
from {{ ref("hs_code_versions") }} as known
where {{ as_released("known") }}
