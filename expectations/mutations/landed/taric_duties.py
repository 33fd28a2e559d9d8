"""Rows of taric_duties, good and bad."""

GOOD = """
create table {table} as
select n as row_number, '3926909790' as goods_code, 'JP' as destination_code, '142' as measure_type_code,
    '0.000 %' as duty, date '2022-01-01' as valid_from, case n when 1 then date '2025-12-31' end as valid_to
from generate_series(1, 20) as n
"""

BAD = {
    "goods_code_form": "update {table} set goods_code = '392690' where row_number = 1",
    "area_form": "update {table} set destination_code = 'Japan' where row_number = 1",
    "period_in_order": "update {table} set valid_to = '2021-12-31' where row_number = 1",
    "measure_type_form": "update {table} set measure_type_code = '14' where row_number = 1",
    "measure_has_a_duty": "update {table} set duty = '' where row_number < 4",
}
