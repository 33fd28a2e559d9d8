select
    known.from_edition,
    known.to_edition,
    known.from_code,
    known.to_code,
    known.relationship,
    known.is_conversion
from {{ ref("hs_correlation_versions") }} as known
where {{ as_released("known") }}
