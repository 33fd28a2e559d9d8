"""Correlations, good and bad."""

GOOD = """
create table {table} (from_edition, to_edition, from_code, to_code, relationship, is_conversion) as
values (2022, 2017, '392690', '392690', '1:1', true), (2022, 2017, '390799', '390799', 'n:1', true),
    (2022, 2017, '390799', '390791', 'n:1', false)
"""

BAD = {
    "one_row_a_pair": "insert into {table} values (2022, 2017, '392690', '392690', '1:1', false)",
    "known_edition": "insert into {table} values (2018, 2017, '010121', '010121', '1:1', true)",
    "between_two_editions": "insert into {table} values (2022, 2022, '010121', '010121', '1:1', true)",
    "one_conversion_a_code": "update {table} set is_conversion = true where from_code = '390799'",
}
