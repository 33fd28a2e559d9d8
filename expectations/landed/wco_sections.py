"""Sections of the Harmonized System as landed."""

from __future__ import annotations

from typing import Any

ASSET = "raw/wco/hs_nomenclature"
QUERY = "select * from landing.current_wco_sections"


def expectations(gxe: Any) -> list[Any]:
    """The suite; ``meta.name`` is what a mutation refers to."""
    return [
        gxe.UnexpectedRowsExpectation(
            unexpected_rows_query="select load_id, count(*) from {batch} group by load_id having count(*) <> 21",
            severity="warning",
            meta={"name": "twenty_one_sections", "why": "every edition so far has twenty-one"},
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="section",
            regex=r"^(I|II|III|IV|V|VI|VII|VIII|IX|X|XI|XII|XIII|XIV|XV|XVI|XVII|XVIII|XIX|XX|XXI)$",
            meta={"name": "section_form", "why": "codes refer to their section by the Roman numeral"},
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="section_name",
            regex=r"\S",
            severity="warning",
            meta={"name": "section_has_a_name", "why": "a section is recognised by its name"},
        ),
    ]
