"""PUB303: a footnote that a rule cites and the file does not have."""

from __future__ import annotations

from collections.abc import Iterator

from psra_assets.rac.lint.kind import Defect, Kind
from psra_assets.rac.lint.published import PublishedList

KIND = Kind(
    "PUB303",
    "footnote_undefined",
    "A footnote is cited that the file does not have",
    "error",
    "The footnote may hold a condition; the reader cannot see it.",
    "Print the footnote among the file's footnotes.",
)


def find(published: PublishedList) -> Iterator[Defect]:
    """Each rule with a footnote's code that is not defined."""
    defined = published.payload.get("footnotes")
    known = set(defined) if isinstance(defined, dict) else set()
    for placed in published.rules():
        missing = [code for code in placed.rule.footnotes if code not in known]
        if missing:
            yield published.of_rule(KIND, placed, f"no footnote {', '.join(missing)}")
