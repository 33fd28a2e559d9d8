"""History items of CDS daily extracts as landed."""

from __future__ import annotations

from typing import Any

ASSET = "raw/hmrc/nomenclature"
QUERY = "select * from landing.current_hmrc_cds_records"


def expectations(gxe: Any) -> list[Any]:
    """The suite; ``meta.name`` is what a mutation refers to."""
    return [
        gxe.ExpectColumnValuesToBeInSet(
            column="operation",
            value_set=["C", "U", "D"],
            meta={
                "name": "known_operation",
                "why": "an item is created, updated or deleted; another word would be passed over",
            },
        ),
        gxe.ExpectColumnValuesToNotBeNull(
            column="operation",
            meta={"name": "operation_is_stated", "why": "without it a deletion would look like an item"},
        ),
        gxe.UnexpectedRowsExpectation(
            unexpected_rows_query=(
                "select load_id from {batch} group by load_id having max(ordinal) + 1 <> count(*) or min(ordinal) <> 0"
            ),
            meta={
                "name": "items_without_gap",
                "why": "items are applied in their order; a lost one changes the outcome",
            },
        ),
        gxe.UnexpectedRowsExpectation(
            unexpected_rows_query="select element, hjid from {batch} where transaction_at > now() + interval '2 days'",
            severity="warning",
            meta={"name": "not_from_the_future", "why": "a change dated ahead is a clock or a test that went wrong"},
        ),
    ]
