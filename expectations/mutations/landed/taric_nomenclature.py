"""Rows of taric_nomenclature, good and bad."""

GOOD = """
create table {table} as
select 'eu-taric' as publisher, '39269097' || 10 + n as goods_code, '80' as product_line_suffix,
    10 as hierarchy_position, 'EN' as language,
    'Other' as description, date '2022-01-01' as valid_from, case n when 1 then date '2025-12-31' end as valid_to
from generate_series(1, 3) as n
"""

BAD = {
    "goods_code_form": "update {table} set goods_code = '392690' where goods_code like '%11'",
    "suffix_form": "update {table} set product_line_suffix = '8' where goods_code like '%11'",
    "one_row_a_code": "insert into {table} select * from {table} where goods_code like '%11'",
    "period_in_order": "update {table} set valid_to = '2021-12-31' where goods_code like '%11'",
    "language_form": "update {table} set language = 'English' where goods_code like '%11'",
    "code_has_a_description": "update {table} set description = '' where goods_code like '%11'",
}
