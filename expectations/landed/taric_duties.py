"""Measures of TARIC's monthly workbooks of duties as landed."""

from __future__ import annotations

from typing import Any

ASSET = "raw/taric/nomenclature"
QUERY = "select * from landing.current_taric_duties"


def expectations(gxe: Any) -> list[Any]:
    """The suite; ``meta.name`` is what a mutation refers to."""
    return [
        gxe.ExpectColumnValuesToMatchRegex(
            column="goods_code",
            regex=r"^[0-9]{10}$",
            meta={"name": "goods_code_form", "why": "goods are found by their digits; another form matches nothing"},
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="destination_code",
            regex=r"^[A-Z0-9]{2,4}$",
            meta={"name": "area_form", "why": "a measure for an area of another form is nobody's"},
        ),
        gxe.ExpectColumnPairValuesAToBeGreaterThanB(
            column_A="valid_to",
            column_B="valid_from",
            or_equal=True,
            ignore_row_if="either_value_is_missing",
            meta={"name": "period_in_order", "why": "a measure that ends before it begins is never in force"},
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="measure_type_code",
            regex=r"^[0-9]{3}$",
            severity="warning",
            meta={"name": "measure_type_form", "why": "TARIC numbers its types by three digits"},
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="duty",
            regex=r"\S",
            mostly=0.95,
            severity="warning",
            meta={
                "name": "measure_has_a_duty",
                "why": "prohibitions print none; if many rows do not, the column has moved",
            },
        ),
    ]
