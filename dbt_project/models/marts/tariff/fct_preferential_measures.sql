select
    measure_sid,
    measure_type_code,
    geographical_area_code,
    goods_code,
    hs_code,
    order_number,
    regulation_code,
    valid_from,
    valid_to,
    publisher
from {{ ref("stg_taric__measures") }}
where is_preferential
