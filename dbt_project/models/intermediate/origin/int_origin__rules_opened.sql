{{ config(indexes=[{"columns": ["printed_edition", "from_code", "to_code"]}]) }}

select
    rule_id,
    agreement_id,
    publisher,
    hs_edition,
    printed_edition,
    from_code,
    to_code,
    row_kind,
    state,
    is_verified
from {{ ref("stg_law__rules") }}
where recorded_to is null
