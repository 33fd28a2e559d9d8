"""Rules, good and bad."""

GOOD = """
create table {table} as
select
    'eu-xx:hs2017:3926~' || n as rule_id,
    'eu-xx' as agreement_id,
    '392600' as from_code,
    '392699' as to_code,
    case n when 3 then 'quarantined' else 'compiled' end as state,
    case n when 3 then 'two readings' end as reason,
    '{"agreement": "eu-xx"}'::jsonb as header,
    '{"annex": {"instrument": "Annex", "verified": true}}'::jsonb as sources,
    jsonb_build_object(
        'id', 'eu-xx:hs2017:3926~' || n,
        'criterion', case n when 3 then 'null'::jsonb else '{"type": "CTH"}'::jsonb end,
        'source', '{"id": "annex"}'::jsonb
    ) as rule
from generate_series(1, 3) as n
"""

BAD = {
    "not_empty": "delete from {table}",
    "one_open_version": "insert into {table} select * from {table} where rule_id like '%~1'",
    "rule_id_form": (
        "update {table} set rule_id = replace(rule_id, 'hs2017', 'hs2018'),"
        " rule = rule || jsonb_build_object('id', replace(rule_id, 'hs2017', 'hs2018')) where rule_id like '%~1'"
    ),
    "range_in_order": "update {table} set from_code = '392700' where rule_id like '%~1'",
    "known_state": "update {table} set state = 'guessed' where rule_id like '%~1'",
    "decidable_or_quarantined": "update {table} set rule = rule || '{\"criterion\": null}' where rule_id like '%~1'",
    "quarantine_has_a_reason": "update {table} set reason = null where rule_id like '%~3'",
    "row_agrees_with_its_rule": "update {table} set rule = rule || '{\"id\": \"other\"}' where rule_id like '%~1'",
    "every_rule_has_its_source": "update {table} set sources = '{}' where rule_id like '%~1'",
}
