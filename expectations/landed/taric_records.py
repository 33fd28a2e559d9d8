"""TARIC3 records as landed, in the order in which they are applied."""

from __future__ import annotations

from typing import Any

ASSET = "raw/taric/increments"
QUERY = "select * from landing.current_taric_records"


def expectations(gxe: Any) -> list[Any]:
    """The suite; ``meta.name`` is what a mutation refers to."""
    return [
        gxe.UnexpectedRowsExpectation(
            unexpected_rows_query=(
                "select load_id from {batch} group by load_id having max(ordinal) + 1 <> count(*) or min(ordinal) <> 0"
            ),
            meta={
                "name": "records_without_gap",
                "why": "records are applied in their order; a lost one changes the outcome",
            },
        ),
        gxe.UnexpectedRowsExpectation(
            unexpected_rows_query=(
                "select publisher, envelope_id from {batch} group by 1, 2 having count(distinct load_id) > 1"
            ),
            meta={"name": "envelope_once", "why": "an envelope that is in force twice would be applied twice"},
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="record_key",
            regex=r"\S",
            meta={"name": "record_has_a_key", "why": "an update or a deletion finds its record by the key"},
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="record_code",
            regex=r"^[0-9]{3}$",
            severity="warning",
            meta={"name": "record_code_form", "why": "TARIC3 numbers its record types by three digits"},
        ),
    ]
