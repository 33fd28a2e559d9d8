{{ config(materialized="table") }}

select
    source_code,
    dataset,
    publisher,
    object_count,
    row_count,
    published_date,
    fetched_at,
    last_seen_at
from {{ ref("fct_freshness") }}
