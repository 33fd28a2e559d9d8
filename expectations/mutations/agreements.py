"""Agreements, good and bad."""

GOOD = """
create table {table} as
select
    'eu-' || code as agreement_id,
    'An agreement' as title,
    '[{"code": "EU"}, {"code": "XX"}]'::jsonb as parties,
    date '2020-01-01' as valid_from,
    null::date as valid_to,
    '{"ruleset": [{"valid_from": "2020-01-01", "valid_to": "2022-12-31", "general": {}},
                  {"valid_from": "2023-01-01", "valid_to": null, "general": {}}]}'::jsonb as document
from unnest(array['xx', 'yy']) as code
"""

BAD = {
    "one_open_version": "insert into {table} select * from {table} where agreement_id = 'eu-xx'",
    "agreement_id_form": "update {table} set agreement_id = 'EU XX' where agreement_id = 'eu-xx'",
    "has_a_title": "update {table} set title = null where agreement_id = 'eu-xx'",
    "two_parties": "update {table} set parties = '[{\"code\": \"EU\"}]' where agreement_id = 'eu-xx'",
    "period_in_order": "update {table} set valid_to = date '2019-12-31' where agreement_id = 'eu-xx'",
    "general_rules_apart": (
        "update {table} set document = jsonb_set(document, '{ruleset,1,valid_from}', '\"2022-12-31\"')"
        " where agreement_id = 'eu-xx'"
    ),
}
