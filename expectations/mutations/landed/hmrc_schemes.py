"""Rows of hmrc_schemes, good and bad."""

GOOD = """
create table {table} as
select 'uk' as name, 'uk' as edition, 'atlantis-' || n as scheme, 'Agreement ' || n as title,
    date '2021-01-01' as validity_start_date, case n when 1 then date '2030-12-31' end as validity_end_date,
    array['AT', 'IS'] as countries
from generate_series(1, 3) as n
"""

BAD = {
    "one_entry_a_scheme": "insert into {table} select * from {table} where scheme = 'atlantis-1'",
    "scheme_form": "update {table} set scheme = 'Atlantis 1' where scheme = 'atlantis-1'",
    "entry_of_its_own_list": "update {table} set name = 'xi' where scheme = 'atlantis-1'",
    "period_in_order": "update {table} set validity_end_date = '2020-12-31' where scheme = 'atlantis-1'",
    "scheme_has_countries": "update {table} set countries = '{}' where scheme = 'atlantis-1'",
    "scheme_has_a_title": "update {table} set title = '' where scheme = 'atlantis-1'",
}
