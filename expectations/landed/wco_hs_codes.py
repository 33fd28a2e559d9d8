"""Codes of the Harmonized System as landed, each edition and publisher for itself."""

from __future__ import annotations

from typing import Any

ASSET = "raw/wco/hs_nomenclature"
QUERY = "select * from landing.current_wco_hs_codes"


def expectations(gxe: Any) -> list[Any]:
    """The suite; ``meta.name`` is what a mutation refers to."""
    return [
        gxe.UnexpectedRowsExpectation(
            unexpected_rows_query=(
                "select load_id, code from {batch} where level <> length(code)"
                " or parent is distinct from case when level > 2 then left(code, level - 2) end"
            ),
            meta={
                "name": "parent_is_the_codes_beginning",
                "why": "a change of heading is tested on the code's first digits",
            },
        ),
        gxe.UnexpectedRowsExpectation(
            unexpected_rows_query=(
                "select load_id, code from {batch} where level > 2"
                " and (load_id, parent) not in (select load_id, code from {batch} where level < 6)"
            ),
            meta={
                "name": "parent_exists",
                "why": "a heading that is missing takes its subheadings out of every chapter's rule",
            },
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="edition",
            value_set=[1988, 1992, 1996, 2002, 2007, 2012, 2017, 2022, 2028],
            meta={"name": "known_edition", "why": "rules are read in the edition in which they are printed"},
        ),
        gxe.UnexpectedRowsExpectation(
            unexpected_rows_query=(
                "select edition, count(*) from {batch} where level = 6 and publisher <> 'psra-sample'"
                " group by edition, load_id"
                " having count(*) not between 5000 and 7000"
            ),
            meta={
                "name": "edition_is_whole",
                "why": "every edition has five to six thousand subheadings; half of one is none",
            },
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="code",
            regex=r"^(0[1-9]|[1-6][0-9]|7[0-689]|8[0-9]|9[0-7])",
            mostly=0.99,
            severity="warning",
            meta={"name": "chapters_of_the_hs", "why": "chapters 77, 98 and 99 are national or statistical"},
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="description",
            regex=r"\S",
            severity="warning",
            meta={"name": "code_has_a_description", "why": "goods are recognised by their description"},
        ),
    ]
