{{ config(indexes=[{"columns": ["hs_edition", "hs_code"], "unique": true}]) }}

select distinct on (hs_edition, hs_code)
    hs_edition,
    hs_code,
    digits,
    parent_code,
    section_code,
    description,
    publisher,
    object_sha256
from {{ ref("stg_wco__hs_codes") }}
where hs_code !~ '^(77|98|99)'
order by
    hs_edition asc, hs_code asc, section_code asc nulls last, dataset asc, object_sha256 asc
