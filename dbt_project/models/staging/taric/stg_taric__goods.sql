select
    goods_code,
    product_line_suffix,
    upper(language) as language_code,
    left(goods_code, 6) as hs_code,
    hierarchy_position,
    indents,
    description,
    valid_from,
    valid_to,
    publisher,
    object_sha256
from {{ source("landing_taric", "current_taric_nomenclature") }}
