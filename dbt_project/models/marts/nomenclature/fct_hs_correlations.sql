select
    from_edition,
    to_edition,
    from_code,
    to_code,
    max(relationship) as relationship,
    bool_or(kind = 'conversion') as is_conversion
from {{ ref("stg_wco__correlations") }}
group by from_edition, to_edition, from_code, to_code
