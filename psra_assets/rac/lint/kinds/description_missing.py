"""PUB108: a subdivision that says that its description is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from psra_assets.rac.lint.kind import Defect, Kind
from psra_assets.rac.lint.published import PublishedList

KIND = Kind(
    "PUB108",
    "description_missing",
    "“Missing description” is printed in place of a description",
    "warning",
    "Where rows of one code differ by description, the placeholder hides which goods the row is for.",
    "Print the list's description of the goods, or leave the field empty where the list has none.",
)
_PLACEHOLDER = re.compile(r"missing description", re.I)


def find(published: PublishedList) -> Iterator[Defect]:
    """Each subdivision with the placeholder."""
    for rule_set in published.rule_sets:
        if _PLACEHOLDER.search(rule_set.subdivision):
            yield published.of_set(
                KIND, rule_set, "a placeholder", key="subdivision", words=rule_set.subdivision.strip()
            )
