"""TARIC measures after the increments: which preference is granted where and when."""

from __future__ import annotations

from typing import Any

ASSET = "raw/taric/increments"
QUERY = "select * from landing.taric_measures"


def expectations(gxe: Any) -> list[Any]:
    """The suite; ``meta.name`` is what a mutation refers to."""
    return [
        gxe.ExpectCompoundColumnsToBeUnique(
            column_list=["publisher", "measure_sid"],
            meta={"name": "one_row_a_measure", "why": "a measure that stands twice grants its preference twice"},
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="goods_code",
            regex=r"^[0-9]{10}$",
            meta={"name": "goods_code_form", "why": "goods are found by their digits; another form matches nothing"},
        ),
        gxe.UnexpectedRowsExpectation(
            unexpected_rows_query="select measure_sid from {batch} where valid_from is null or valid_to < valid_from",
            meta={
                "name": "period_in_order",
                "why": "a measure without a beginning, or ended before it, is never in force",
            },
        ),
        gxe.UnexpectedRowsExpectation(
            unexpected_rows_query=(
                "select measure_sid from {batch} where is_preferential"
                " and (geographical_area ~ '^(?:[A-Z][A-Z]|[A-Z0-9][0-9][0-9][0-9])$') is not true"
            ),
            meta={"name": "preference_has_an_area", "why": "a preference for no area, or an unknown one, is nobody's"},
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="measure_type",
            regex=r"^[0-9]{3}$",
            severity="warning",
            meta={"name": "measure_type_form", "why": "TARIC numbers its types by three digits"},
        ),
    ]
