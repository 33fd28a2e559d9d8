"""Goods nomenclature of the UK Trade Tariff's API as landed."""

from __future__ import annotations

from typing import Any

ASSET = "raw/hmrc/nomenclature"
QUERY = "select * from landing.current_hmrc_nomenclature"


def expectations(gxe: Any) -> list[Any]:
    """The suite; ``meta.name`` is what a mutation refers to."""
    return [
        gxe.ExpectColumnValuesToMatchRegex(
            column="goods_code",
            regex=r"^[0-9]{10}$",
            meta={
                "name": "goods_code_form",
                "why": "rules are selected by comparing digits; another form matches nothing",
            },
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="product_line_suffix",
            regex=r"^[0-9]{2}$",
            meta={"name": "suffix_form", "why": "suffix 80 tells goods that can be declared from intermediate lines"},
        ),
        gxe.ExpectColumnPairValuesAToBeGreaterThanB(
            column_A="valid_to",
            column_B="valid_from",
            or_equal=True,
            ignore_row_if="either_value_is_missing",
            meta={"name": "period_in_order", "why": "a code that ends before it begins never exists"},
        ),
        gxe.UnexpectedRowsExpectation(
            unexpected_rows_query=(
                "select edition, goods_nomenclature_sid from {batch} group by 1, 2"
                " having count(distinct goods_code) > 1"
            ),
            meta={"name": "one_code_a_sid", "why": "the publisher's number names one item for ever"},
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="description",
            regex=r"\S",
            severity="warning",
            meta={"name": "code_has_a_description", "why": "goods are recognised by their description"},
        ),
    ]
