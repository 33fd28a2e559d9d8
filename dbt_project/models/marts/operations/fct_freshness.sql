{{ config(materialized="view") }}

select
    source_code,
    dataset,
    publisher,
    count(*)::int as object_count,
    sum(row_count)::bigint as row_count,
    max(published_date) as published_date,
    max(fetched_at) as fetched_at,
    max(last_seen_at) as last_seen_at
from {{ ref("stg_landing__objects") }}
group by source_code, dataset, publisher
