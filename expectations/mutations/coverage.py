"""Coverage, good and bad."""

GOOD = """
create table {table} as
select 'eu-xx' as agreement_id, 2017 as printed_edition, 100 as subheading_count, 90 as covered_count,
    90 as decidable_count, 90.00 as covered_pct, 90.00 as decidable_pct
"""

BAD = {
    "not_empty": "delete from {table}",
    "covered_is_a_share": "update {table} set covered_pct = 100.01",
    "decidable_is_covered": "update {table} set decidable_count = 91",
}
