"""Rows of objects, good and bad."""

GOOD = """
create table {table} as
select 'rule_sets' as dataset, 'uk/atlantis-' || n as name, 'hmrc' as publisher, 'OGL-UK-3.0' as licence,
    10::bigint as row_count, 10::bigint as counted, timestamptz '2024-05-01 06:00Z' as fetched_at
from generate_series(1, 3) as n
"""

BAD = {
    "rows_are_all_there": "update {table} set counted = 9 where name = 'uk/atlantis-1'",
    "law_is_not_empty": "update {table} set row_count = 0, counted = 0 where name = 'uk/atlantis-1'",
    "licence_is_stated": "update {table} set licence = '' where name = 'uk/atlantis-1'",
    "publisher_is_stated": "update {table} set publisher = ' ' where name = 'uk/atlantis-1'",
    "not_from_the_future": "update {table} set fetched_at = now() + interval '9 days' where name = 'uk/atlantis-1'",
}
