"""Rows of taric_records, good and bad."""

GOOD = """
create table {table} as
select 'eu-taric' as publisher, 1 as load_id, 26001 as envelope_id, n as ordinal, 'sid=' || n as record_key,
    '430' as record_code
from generate_series(0, 3) as n
"""

BAD = {
    "records_without_gap": "delete from {table} where ordinal = 1",
    "envelope_once": "insert into {table} values ('eu-taric', 2, 26001, 0, 'sid=9', '430')",
    "record_has_a_key": "update {table} set record_key = '' where ordinal = 1",
    "record_code_form": "update {table} set record_code = '43' where ordinal = 1",
}
