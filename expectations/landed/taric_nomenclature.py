"""TARIC's monthly nomenclature by language as landed."""

from __future__ import annotations

from typing import Any

ASSET = "raw/taric/nomenclature"
QUERY = "select * from landing.current_taric_nomenclature"


def expectations(gxe: Any) -> list[Any]:
    """The suite; ``meta.name`` is what a mutation refers to."""
    return [
        gxe.ExpectColumnValuesToMatchRegex(
            column="goods_code",
            regex=r"^[0-9]{10}$",
            meta={"name": "goods_code_form", "why": "a code of another form joins with no rule and no measure"},
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="product_line_suffix",
            regex=r"^[0-9]{2}$",
            meta={"name": "suffix_form", "why": "suffix 80 tells goods that can be declared from intermediate lines"},
        ),
        gxe.ExpectCompoundColumnsToBeUnique(
            column_list=[
                "publisher",
                "goods_code",
                "product_line_suffix",
                "hierarchy_position",
                "language",
                "valid_from",
            ],
            meta={"name": "one_row_a_code", "why": "a code that stands twice in a language has two descriptions"},
        ),
        gxe.ExpectColumnPairValuesAToBeGreaterThanB(
            column_A="valid_to",
            column_B="valid_from",
            or_equal=True,
            ignore_row_if="either_value_is_missing",
            meta={"name": "period_in_order", "why": "a code that ends before it begins never exists"},
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="language",
            regex=r"^[A-Z]{2}$",
            meta={"name": "language_form", "why": "a description is asked for by its language"},
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="description",
            regex=r"\S",
            severity="warning",
            meta={"name": "code_has_a_description", "why": "goods are recognised by their description"},
        ),
    ]
