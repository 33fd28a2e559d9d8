"""Rows of taric_additional_codes, good and bad."""

GOOD = """
create table {table} as
select 'eu-taric' as publisher, 'C00' || n as additional_code, 'EN' as language, 'A company' as description,
    date '2022-01-01' as valid_from, case n when 1 then date '2025-12-31' end as valid_to
from generate_series(1, 3) as n
"""

BAD = {
    "additional_code_form": "update {table} set additional_code = 'C1' where additional_code = 'C001'",
    "one_row_a_code": "insert into {table} select * from {table} where additional_code = 'C001'",
    "period_in_order": "update {table} set valid_to = '2021-12-31' where additional_code = 'C001'",
    "code_has_a_description": "update {table} set description = '' where additional_code = 'C001'",
}
