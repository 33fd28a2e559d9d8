with eu as (
    select distinct hs_code
    from {{ ref("stg_taric__goods") }}
    where
        hierarchy_position = 6
        and product_line_suffix = '80'
        and hs_code !~ '^(77|98|99)'
        and valid_to is null
),

wco as (
    select hs_code
    from {{ ref("int_nomenclature__hs_codes_united") }}
    where digits = 6 and hs_edition = 2022
)

select
    coalesce(wco.hs_code, eu.hs_code) as hs_code,
    wco.hs_code is not null as is_in_wco,
    eu.hs_code is not null as is_in_eu
from wco
full outer join eu on wco.hs_code = eu.hs_code
