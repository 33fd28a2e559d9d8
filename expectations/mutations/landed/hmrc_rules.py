"""Rows of hmrc_rules, good and bad."""

GOOD = """
create table {table} as
select
    1 as load_id, 'uk' as edition, 'atlantis' as scheme, s as set_ordinal, r as rule_ordinal,
    case r when 0 then null else 'or' end as operator, true as is_range_valid, 'CTH' as rule_text,
    true as is_import, true as is_export, true as is_listed
from generate_series(0, 29) as s, generate_series(0, 1) as r
"""

BAD = {
    "one_file_a_scheme": "update {table} set load_id = 2 where set_ordinal = 7",
    "rules_without_gap": "delete from {table} where set_ordinal = 7 and rule_ordinal = 0",
    "known_operator": "update {table} set operator = 'unless' where set_ordinal = 7 and rule_ordinal = 1",
    "ranges_have_their_form": "update {table} set is_range_valid = false where set_ordinal < 7",
    "rules_have_words": "update {table} set rule_text = ' ' where set_ordinal < 7",
    "applies_in_a_direction": "update {table} set is_import = false, is_export = false where set_ordinal = 7",
    "scheme_is_listed": "update {table} set is_listed = false where set_ordinal = 7",
}
