select
    agreement_id,
    title,
    publisher,
    hs_edition,
    parties,
    valid_from,
    valid_to,
    document,
    document_sha256,
    recorded_from,
    recorded_to
from {{ source("law", "agreements") }}
