"""Rows of wco_sections, good and bad."""

GOOD = """
create table {table} as
select 1 as load_id, trim(to_char(n, 'RN')) as section, 'Section ' || n as section_name
from generate_series(1, 21) as n
"""

BAD = {
    "twenty_one_sections": "delete from {table} where section = 'XI'",
    "section_form": "update {table} set section = '11' where section = 'XI'",
    "section_has_a_name": "update {table} set section_name = '' where section = 'XI'",
}
