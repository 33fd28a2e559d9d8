"""Rows of taric_measures, good and bad."""

GOOD = """
create table {table} as
select 'eu-taric' as publisher, n as measure_sid, '3926909790' as goods_code, '142' as measure_type,
    true as is_preferential, 'JP' as geographical_area, date '2024-01-01' as valid_from, null::date as valid_to
from generate_series(1, 3) as n
"""

BAD = {
    "one_row_a_measure": "insert into {table} select * from {table} where measure_sid = 1",
    "goods_code_form": "update {table} set goods_code = '392690' where measure_sid = 1",
    "period_in_order": "update {table} set valid_to = '2023-12-31' where measure_sid = 1",
    "preference_has_an_area": "update {table} set geographical_area = 'jp' where measure_sid = 1",
    "measure_type_form": "update {table} set measure_type = '14' where measure_sid = 1",
}
