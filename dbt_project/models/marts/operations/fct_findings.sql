select
    finding_id,
    source_code,
    publisher,
    dataset,
    object_name,
    object_sha256,
    finding_code,
    severity,
    place,
    message,
    found_at
from {{ ref("stg_landing__findings") }}
