select
    known.agreement_id,
    known.title,
    known.publisher,
    known.hs_edition,
    known.parties,
    known.valid_from,
    known.valid_to,
    known.document,
    known.document_sha256
from {{ ref("dim_agreements") }} as known
where {{ as_released("known") }}
