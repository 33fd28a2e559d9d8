"""Coverage of the Harmonized System by each agreement's rules."""

from __future__ import annotations

from typing import Any

ASSET = "marts/origin/fct_coverage"
QUERY = "select * from marts.fct_coverage"


def expectations(gxe: Any) -> list[Any]:
    """The suite; ``meta.name`` is what a mutation refers to."""
    return [
        gxe.ExpectTableRowCountToBeBetween(
            min_value=1, meta={"name": "not_empty", "why": "rules without coverage would be rules for nothing"}
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="covered_pct",
            min_value=0,
            max_value=100,
            meta={"name": "covered_is_a_share", "why": "a range join that doubles rows shows here first"},
        ),
        gxe.ExpectColumnPairValuesAToBeGreaterThanB(
            column_A="covered_count",
            column_B="decidable_count",
            or_equal=True,
            meta={"name": "decidable_is_covered", "why": "what is decidable is a part of what is covered"},
        ),
    ]
