select
    finding_id,
    source as source_code,
    publisher,
    dataset,
    name as object_name,
    object_sha256,
    code as finding_code,
    severity,
    place,
    message,
    found_at
from {{ source("landing", "current_findings") }}
