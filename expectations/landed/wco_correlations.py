"""Correlation and conversion tables between editions of the HS as landed."""

from __future__ import annotations

from typing import Any

ASSET = "raw/wco/correlations"
# Sets, not one look-up a row: the tables have no index on an edition's codes. An edition without codes is not judged.
QUERY = """
select
    c.*,
    (c.from_edition, c.from_code) in (select h.edition, h.code from landing.current_wco_hs_codes as h)
    or c.from_edition not in (select h.edition from landing.current_wco_hs_codes as h) as is_from_known,
    (c.to_edition, c.to_code) in (select h.edition, h.code from landing.current_wco_hs_codes as h)
    or c.to_edition not in (select h.edition from landing.current_wco_hs_codes as h) as is_to_known
from landing.current_wco_correlations as c
"""


def expectations(gxe: Any) -> list[Any]:
    """The suite; ``meta.name`` is what a mutation refers to."""
    return [
        gxe.UnexpectedRowsExpectation(
            unexpected_rows_query=(
                "select from_edition, to_edition, from_code from {batch} where kind = 'conversion'"
                " group by load_id, from_edition, to_edition, from_code having count(*) > 1"
            ),
            meta={
                "name": "one_target_a_conversion",
                "why": "a conversion names one code; of two the wrong one may be taken",
            },
        ),
        gxe.UnexpectedRowsExpectation(
            unexpected_rows_query="select from_edition, to_edition from {batch} where from_edition = to_edition",
            meta={"name": "two_editions", "why": "an edition does not correlate with itself"},
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="is_from_known",
            value_set=[True],
            meta={
                "name": "from_code_of_its_edition",
                "why": "a code that its edition does not have translates nothing",
            },
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="is_to_known",
            value_set=[True],
            meta={"name": "to_code_of_its_edition", "why": "goods would be moved to a code that does not exist"},
        ),
        gxe.UnexpectedRowsExpectation(
            unexpected_rows_query=(
                "select from_edition, to_edition, from_code from {batch} where relationship = '1:1'"
                " group by load_id, from_edition, to_edition, from_code having count(distinct to_code) > 1"
            ),
            severity="warning",
            meta={"name": "one_to_one_is_one", "why": "a pair said to be the only one has a second"},
        ),
    ]
