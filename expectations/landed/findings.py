"""Defects of published data in force: readable, and none that took a file out."""

from __future__ import annotations

from typing import Any

ASSET = "raw/landing/manifest"
QUERY = "select * from landing.current_findings"


def expectations(gxe: Any) -> list[Any]:
    """The suite; ``meta.name`` is what a mutation refers to."""
    return [
        gxe.ExpectColumnValuesToMatchRegex(
            column="place",
            regex=r"\S",
            meta={"name": "finding_has_a_place", "why": "nobody can mend a defect without its place"},
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="message",
            regex=r"\S",
            meta={"name": "finding_says_what", "why": "a code alone explains nothing"},
        ),
        gxe.UnexpectedRowsExpectation(
            unexpected_rows_query="select code, place from {batch} where severity = 'error'",
            severity="warning",
            meta={
                "name": "no_file_was_refused",
                "why": "of a file that cannot be read the version before it stays in force",
            },
        ),
    ]
