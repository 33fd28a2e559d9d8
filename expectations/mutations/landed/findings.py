"""Rows of findings, good and bad."""

GOOD = """
create table {table} as
select 'SRC622' as code, 'warning' as severity, 'a.json#/' || n as place, 'Not ten digits.' as message
from generate_series(1, 3) as n
"""

BAD = {
    "finding_has_a_place": "update {table} set place = '' where place = 'a.json#/1'",
    "finding_says_what": "update {table} set message = '' where place = 'a.json#/1'",
    "no_file_was_refused": "update {table} set severity = 'error' where place = 'a.json#/1'",
}
