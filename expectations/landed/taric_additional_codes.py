"""TARIC's additional codes as landed."""

from __future__ import annotations

from typing import Any

ASSET = "raw/taric/nomenclature"
QUERY = "select * from landing.current_taric_additional_codes"


def expectations(gxe: Any) -> list[Any]:
    """The suite; ``meta.name`` is what a mutation refers to."""
    return [
        gxe.ExpectColumnValuesToMatchRegex(
            column="additional_code",
            regex=r"^[0-9A-Z]{4}$",
            meta={
                "name": "additional_code_form",
                "why": "a type's character and three more: measures refer to all four",
            },
        ),
        gxe.ExpectCompoundColumnsToBeUnique(
            column_list=["publisher", "additional_code", "language", "valid_from"],
            meta={"name": "one_row_a_code", "why": "a code that stands twice in a language has two meanings"},
        ),
        gxe.ExpectColumnPairValuesAToBeGreaterThanB(
            column_A="valid_to",
            column_B="valid_from",
            or_equal=True,
            ignore_row_if="either_value_is_missing",
            meta={"name": "period_in_order", "why": "a code that ends before it begins never exists"},
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="description",
            regex=r"\S",
            severity="warning",
            meta={"name": "code_has_a_description", "why": "a company or a condition is recognised by its description"},
        ),
    ]
