"""Correlations between editions of the Harmonized System."""

from __future__ import annotations

from typing import Any

ASSET = "marts/nomenclature/fct_hs_correlations"
QUERY = "select * from marts.fct_hs_correlations"


def expectations(gxe: Any) -> list[Any]:
    """The suite; ``meta.name`` is what a mutation refers to."""
    return [
        gxe.ExpectCompoundColumnsToBeUnique(
            column_list=["from_edition", "to_edition", "from_code", "to_code"],
            meta={"name": "one_row_a_pair", "why": "a pair that stands twice counts as two candidates"},
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="from_edition",
            value_set=[1988, 1992, 1996, 2002, 2007, 2012, 2017, 2022],
            meta={"name": "known_edition", "why": "a misread header gives a year that is no edition"},
        ),
        gxe.UnexpectedRowsExpectation(
            unexpected_rows_query="select from_code from {batch} where from_edition = to_edition",
            meta={"name": "between_two_editions", "why": "a correlation within one edition is a misread workbook"},
        ),
        gxe.UnexpectedRowsExpectation(
            unexpected_rows_query=(
                "select from_code from {batch} where is_conversion"
                " group by from_edition, to_edition, from_code having count(*) > 1"
            ),
            meta={"name": "one_conversion_a_code", "why": "a conversion names one target"},
        ),
    ]
