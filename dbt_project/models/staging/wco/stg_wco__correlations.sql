select
    kind,
    from_edition,
    to_edition,
    from_code,
    to_code,
    relationship,
    publisher,
    object_sha256
from {{ source("landing_wco", "current_wco_correlations") }}
