select
    hs_edition as edition,
    hs_code as code,
    digits,
    parent_code,
    section_code,
    description,
    publisher
from {{ ref("int_nomenclature__hs_codes_united") }}
