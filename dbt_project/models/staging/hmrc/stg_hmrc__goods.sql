select
    edition as list_edition,
    goods_nomenclature_sid,
    goods_code,
    product_line_suffix,
    level as goods_level,
    description,
    is_declarable,
    valid_from,
    valid_to,
    publisher,
    object_sha256
from {{ source("landing_hmrc", "current_hmrc_nomenclature") }}
