"""PUB304: a footnote that no rule cites."""

from __future__ import annotations

from collections.abc import Iterator

from psra_assets.rac.lint.kind import Defect, Kind
from psra_assets.rac.lint.published import PublishedList

KIND = Kind(
    "PUB304",
    "footnote_unused",
    "A footnote is printed that no rule cites",
    "warning",
    "It is not known which rules the footnote's condition belongs to.",
    "Cite the footnote in the rules that it is for.",
)


def find(published: PublishedList) -> Iterator[Defect]:
    """Each footnote of the file that is in no rule's list."""
    defined = published.payload.get("footnotes")
    if not isinstance(defined, dict):
        return
    cited = {code for placed in published.rules() for code in placed.rule.footnotes}
    for code, words in defined.items():
        if code not in cited:
            token = code.replace("~", "~0").replace("/", "~1")
            yield Defect(KIND, published.file, f"/footnotes/{token}", "", str(words), f"no rule cites “{code}”")
