select
    agreement_id,
    publisher,
    count(*)::int as rule_count,
    count(*) filter (where state = 'compiled')::int as compiled_count,
    count(*) filter (where state = 'attested')::int as attested_count,
    count(*) filter (where state = 'quarantined')::int as quarantined_count,
    count(*) filter (where not is_verified)::int as unverified_count
from {{ ref("int_origin__rules_opened") }}
group by agreement_id, publisher
