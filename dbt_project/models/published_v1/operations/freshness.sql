{# Stands on the landing manifest itself, so that it is true even when nothing had to be rebuilt. -#}
select
    objects.source as source_code,
    objects.dataset,
    objects.publisher,
    count(*)::int as object_count,
    sum(objects.row_count)::bigint as row_count,
    max(objects.published_on) as published_date,
    max(objects.fetched_at) as fetched_at,
    max(objects.last_seen_at) as last_seen_at
from {{ source("landing", "current_objects") }} as objects
group by objects.source, objects.dataset, objects.publisher
