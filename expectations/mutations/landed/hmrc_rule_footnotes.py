"""Rows of hmrc_rule_footnotes, good and bad."""

GOOD = """
create table {table} as
select 1 as load_id, 'uk' as edition, 'atlantis' as scheme, n::text as footnote_code, 'Only by rail.' as footnote_text,
    true as is_cited
from generate_series(1, 3) as n
"""

BAD = {
    "one_text_a_footnote": "insert into {table} values (2, 'uk', 'atlantis', '1', 'Only by sea.', true)",
    "footnote_has_words": "update {table} set footnote_text = '' where footnote_code = '1'",
    "footnote_is_cited": "update {table} set is_cited = false where footnote_code = '1'",
}
