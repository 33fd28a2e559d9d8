select
    measure_sid,
    measure_type as measure_type_code,
    is_preferential,
    geographical_area as geographical_area_code,
    goods_code,
    left(goods_code, 6) as hs_code,
    order_number,
    regulation as regulation_code,
    valid_from,
    valid_to,
    publisher,
    object_sha256
from {{ source("landing_taric", "taric_measures") }}
