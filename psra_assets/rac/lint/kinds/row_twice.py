"""PUB402: one row printed twice."""

from __future__ import annotations

from collections.abc import Iterator

from psra_assets.rac.lint.kind import Defect, Kind
from psra_assets.rac.lint.kinds.rows_contradict import alike, same_goods
from psra_assets.rac.lint.published import PublishedList

KIND = Kind(
    "PUB402",
    "row_twice",
    "A row is printed twice",
    "info",
    "A correction of one of the two leaves the other one behind.",
    "Remove one of them.",
)


def find(published: PublishedList) -> Iterator[Defect]:
    """Each row of the same goods and the same words as one before it."""
    for group in same_goods(published):
        for number, rule_set in enumerate(group):
            first = next((other for other in group[:number] if alike(other, rule_set)), None)
            if first is not None:
                yield published.of_set(
                    KIND, rule_set, f"the same as /rule_sets/{first.index}", also=(f"/rule_sets/{first.index}",)
                )
