select
    source as source_code,
    dataset,
    name as object_name,
    sha256 as object_sha256,
    publisher,
    url,
    licence,
    size_bytes,
    row_count,
    fetched_at,
    last_seen_at,
    published_on as published_date,
    loaded_at,
    activated_at
from {{ source("landing", "current_objects") }}
