"""HS codes, good and bad."""

GOOD = """
create table {table} as
select 2022 as edition, code, length(code) as digits
from unnest(array['39', '3926', '392610', '392690']) as code
"""

BAD = {
    "not_empty": "delete from {table}",
    "one_row_a_code": "insert into {table} select * from {table} where code = '392690'",
    "chapters_of_the_hs": "insert into {table} values (2022, '99', 2)",
    "heading_of_each_subheading": "insert into {table} values (2022, '392510', 6)",
}
