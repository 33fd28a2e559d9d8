select
    known.rule_id,
    known.agreement_id,
    known.publisher,
    known.hs_edition,
    known.printed_edition,
    known.heading,
    known.from_code,
    known.to_code,
    known.row_kind,
    known.state,
    known.reason,
    known.is_verified,
    known.valid_from,
    known.valid_to,
    known.ordinal,
    known.header,
    known.sources,
    known.rule,
    known.rule_sha256
from {{ ref("fct_rules") }} as known
where {{ as_released("known") }}
