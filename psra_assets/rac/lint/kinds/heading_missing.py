"""PUB104: a rule set without a heading."""

from __future__ import annotations

from collections.abc import Iterator

from psra_assets.rac.lint.kind import Defect, Kind
from psra_assets.rac.lint.published import PublishedList

KIND = Kind(
    "PUB104",
    "heading_missing",
    "No heading is printed",
    "warning",
    "The range alone cannot say whether the row is for all its goods or for some of them (“ex”).",
    "Print the heading of the agreement's list.",
)


def find(published: PublishedList) -> Iterator[Defect]:
    """Each rule set without a heading."""
    for rule_set in published.rule_sets:
        if not rule_set.heading.strip():
            yield published.of_set(KIND, rule_set, "the heading is empty", key="heading")
