"""Rows of hmrc_cds_records, good and bad."""

GOOD = """
create table {table} as
select 1 as load_id, n as ordinal, 'Measure' as element, n as hjid, 'C' as operation,
    timestamp '2024-05-01 20:00' as transaction_at
from generate_series(0, 3) as n
"""

BAD = {
    "known_operation": "update {table} set operation = 'X' where ordinal = 1",
    "operation_is_stated": "update {table} set operation = null where ordinal = 1",
    "items_without_gap": "delete from {table} where ordinal = 1",
    "not_from_the_future": "update {table} set transaction_at = now() + interval '9 days' where ordinal = 1",
}
