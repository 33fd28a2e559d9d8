"""Codes of the Harmonized System by edition."""

from __future__ import annotations

from typing import Any

ASSET = "marts/nomenclature/dim_hs_codes"
QUERY = "select * from marts.dim_hs_codes"


def expectations(gxe: Any) -> list[Any]:
    """The suite; ``meta.name`` is what a mutation refers to."""
    return [
        gxe.ExpectTableRowCountToBeBetween(
            min_value=1, meta={"name": "not_empty", "why": "without codes no range means anything"}
        ),
        gxe.ExpectCompoundColumnsToBeUnique(
            column_list=["edition", "code"], meta={"name": "one_row_a_code", "why": "a code stands once an edition"}
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="code",
            regex=r"^(0[1-9]|[1-6][0-9]|7[0-689]|8[0-9]|9[0-7])([0-9]{2}){0,2}$",
            meta={"name": "chapters_of_the_hs", "why": "chapters 77, 98 and 99 belong to national tariffs"},
        ),
        gxe.UnexpectedRowsExpectation(
            unexpected_rows_query=(
                "select code from {batch} where digits = 6"
                " and edition in (select edition from {batch} where digits = 4)"
                " and (edition, left(code, 4)) not in (select edition, code from {batch} where digits = 4)"
            ),
            meta={"name": "heading_of_each_subheading", "why": "a change of heading is tested on the heading"},
        ),
    ]
