"""Which geographical area belongs to which scheme, as HMRC publishes it."""

from __future__ import annotations

from typing import Any

ASSET = "raw/hmrc/rules_of_origin"
QUERY = """
select a.*, a.scheme in (select s.scheme from landing.current_hmrc_schemes as s) as is_listed
from landing.current_hmrc_scheme_areas as a
"""


def expectations(gxe: Any) -> list[Any]:
    """The suite; ``meta.name`` is what a mutation refers to."""
    return [
        gxe.ExpectColumnValuesToMatchRegex(
            column="area_code",
            regex=r"^([A-Z]{2}|[A-Z0-9][0-9]{3})$",
            meta={
                "name": "area_form",
                "why": "areas join with TARIC's: a country's two letters, or a group's four characters",
            },
        ),
        gxe.ExpectColumnValuesToBeUnique(
            column="area_code",
            meta={"name": "one_scheme_an_area", "why": "an area that stands twice has two agreements"},
        ),
        gxe.UnexpectedRowsExpectation(
            unexpected_rows_query="select area_code, scheme from {batch} where scheme is not null and not is_listed",
            severity="warning",
            meta={"name": "scheme_is_listed", "why": "an area refers to a scheme that no list in force names"},
        ),
    ]
