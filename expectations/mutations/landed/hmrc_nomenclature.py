"""Rows of hmrc_nomenclature, good and bad."""

GOOD = """
create table {table} as
select 'uk' as edition, n as goods_nomenclature_sid, '39269097' || 10 + n as goods_code, '80' as product_line_suffix,
    'Other' as description, date '2022-01-01' as valid_from, case n when 1 then date '2025-12-31' end as valid_to
from generate_series(1, 3) as n
"""

BAD = {
    "goods_code_form": "update {table} set goods_code = '392690' where goods_nomenclature_sid = 1",
    "suffix_form": "update {table} set product_line_suffix = '8' where goods_nomenclature_sid = 1",
    "period_in_order": "update {table} set valid_to = '2021-12-31' where goods_nomenclature_sid = 1",
    "one_code_a_sid": "update {table} set goods_nomenclature_sid = 2 where goods_nomenclature_sid = 1",
    "code_has_a_description": "update {table} set description = ' ' where goods_nomenclature_sid = 1",
}
