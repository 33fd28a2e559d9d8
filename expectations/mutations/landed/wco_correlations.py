"""Rows of wco_correlations, good and bad."""

GOOD = """
create table {table} as
select 1 as load_id, 'conversion' as kind, 2022 as from_edition, 2017 as to_edition, '39261' || n as from_code,
    '39261' || n as to_code, null::text as relationship, true as is_from_known, true as is_to_known
from generate_series(1, 3) as n
union all
select 1, 'correlation', 2022, 2017, '39261' || n, '39261' || n, '1:1', true, true from generate_series(1, 3) as n
"""

BAD = {
    "one_target_a_conversion": (
        "insert into {table} values (1, 'conversion', 2022, 2017, '392611', '392612', null, true, true)"
    ),
    "two_editions": "update {table} set from_edition = 2017 where from_code = '392611'",
    "from_code_of_its_edition": "update {table} set is_from_known = false where from_code = '392611'",
    "to_code_of_its_edition": "update {table} set is_to_known = false where to_code = '392611'",
    "one_to_one_is_one": (
        "insert into {table} values (1, 'correlation', 2022, 2017, '392611', '392612', '1:1', true, true)"
    ),
}
