"""PUB410: a rule without a class."""

from __future__ import annotations

from collections.abc import Iterator

from psra_assets.rac.lint.kind import Defect, Kind
from psra_assets.rac.lint.published import PublishedList

KIND = Kind(
    "PUB410",
    "class_missing",
    "A rule has no class",
    "info",
    "Who sorts rules by class does not see this one.",
    "Print the class, or withdraw the field.",
)


def find(published: PublishedList) -> Iterator[Defect]:
    """Each rule whose class is empty."""
    for placed in published.rules():
        if not any(word.strip() for word in placed.rule.classes):
            yield published.of_rule(KIND, placed, "the class is empty")
