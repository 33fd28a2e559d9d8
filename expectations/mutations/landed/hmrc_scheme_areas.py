"""Rows of hmrc_scheme_areas, good and bad."""

GOOD = """
create table {table} as
select area_code, 'atlantis' as scheme, true as is_listed from unnest(array['AT', '1013', 'IS']) as area_code
"""

BAD = {
    "area_form": "update {table} set area_code = 'at' where area_code = 'AT'",
    "one_scheme_an_area": "insert into {table} values ('AT', 'avalon', true)",
    "scheme_is_listed": "update {table} set is_listed = false where area_code = 'AT'",
}
