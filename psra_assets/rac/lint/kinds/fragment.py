"""PUB201: one rule split into fragments that are listed as separate rules."""

from __future__ import annotations

from collections.abc import Iterator

from psra_assets.rac.lint.kind import Defect, Kind
from psra_assets.rac.lint.published import Placed, PublishedList

KIND = Kind(
    "PUB201",
    "fragment",
    "A fragment of a rule is listed as a rule",
    "error",
    "Read as a rule of its own, a fragment turns a condition or a concession into an alternative that anyone may "
    "choose.",
    "Print one rule in one entry, with its conditions and lettered items.",
)


def find(published: PublishedList) -> Iterator[Defect]:
    """Each entry that continues the one before it."""
    for placed, reading in published.joined():
        for number in reading.members[1:]:
            rule_set = placed.rule_set
            fragment = Placed(rule_set, number, rule_set.rules[number])
            yield published.of_rule(KIND, fragment, f"continues /rule_sets/{rule_set.index}/rules/{reading.members[0]}")
