{# Stands on the landing manifest itself, so that it is true even when nothing had to be rebuilt. -#}
select
    landed.source as source_code,
    landed.dataset,
    landed.publisher,
    count(*)::int as object_count,
    sum(landed.row_count)::bigint as row_count,
    max(landed.published_on) as published_date,
    max(landed.fetched_at) as fetched_at,
    max(landed.last_seen_at) as last_seen_at
from {{ source("landing", "current_objects") }} as landed
group by landed.source, landed.dataset, landed.publisher
