"""Rows of wco_hs_codes, good and bad."""

GOOD = """
create table {table} as
with numbered as (
    select lpad((1 + n / 5)::text, 4, '0') || lpad((n % 5 + 10)::text, 2, '0') as code
    from generate_series(500, 5999) as n
),
leveled as (
    select distinct left(code, size) as code, size as level from numbered, unnest(array[2, 4, 6]) as size
)
select
    'un-comtrade' as publisher, 1 as load_id, 2022 as edition, code, level,
    case when level > 2 then left(code, level - 2) end as parent,
    'Goods' as description
from leveled
"""

BAD = {
    "parent_is_the_codes_beginning": "update {table} set parent = '0102' where code = '010110'",
    "parent_exists": "delete from {table} where code = '0102'",
    "known_edition": "update {table} set edition = 2018",
    "edition_is_whole": "delete from {table} where level = 6 and code > '0300'",
    "chapters_of_the_hs": (
        "update {table} set code = '99' || right(code, -2),"
        " parent = case when level > 2 then '99' || right(parent, -2) end where code like '02%'"
    ),
    "code_has_a_description": "update {table} set description = '' where code = '0102'",
}
