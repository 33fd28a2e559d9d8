"""PUB209: a row that is a piece of the row before it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from psra_assets.rac.lint.kind import Defect, Kind
from psra_assets.rac.lint.published import PublishedList

KIND = Kind(
    "PUB209",
    "row_continues",
    "A piece of a row is listed as a row",
    "error",
    "The row before lacks a condition or an alternative, and the piece stands for all goods of the heading: it has no "
    "description of its own.",
    "Print the piece in the rule that it belongs to.",
)


def find(published: PublishedList) -> Iterator[Defect]:
    """Each row of the heading and range of the row before it, which has a description while this one has none."""
    for before, rule_set in pairwise(published.rule_sets):
        same = before.codes is not None and (before.codes, before.heading) == (rule_set.codes, rule_set.heading)
        if same and rule_set.rules and before.subdivision.strip() and not rule_set.subdivision.strip():
            words = " / ".join(rule.text for rule in rule_set.rules)
            place = f"/rule_sets/{before.index}"
            yield published.of_set(KIND, rule_set, f"belongs to {place}", words=words, also=(place,))
