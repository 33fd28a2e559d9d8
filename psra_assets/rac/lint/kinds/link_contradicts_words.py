"""PUB305: a link that leads to another code than its words name."""

from __future__ import annotations

from collections.abc import Iterator

from psra_assets.rac.compile.text.markup import broken_links
from psra_assets.rac.lint.kind import Defect, Kind
from psra_assets.rac.lint.published import PublishedList

KIND = Kind(
    "PUB305",
    "link_contradicts_words",
    "Words and link name different codes",
    "error",
    "One of the two is wrong, and which materials the rule allows depends on it.",
    "Correct the one that is not the agreement's.",
)


def find(published: PublishedList) -> Iterator[Defect]:
    """Each rule with such a link."""
    for placed in published.rules():
        wrong = broken_links(placed.rule.text)
        if wrong:
            yield published.of_rule(KIND, placed, "; ".join(dict.fromkeys(wrong)))
