"""PUB415: a derogation that is listed as one more rule."""

from __future__ import annotations

import re
from collections.abc import Iterator

from psra_assets.rac.lint.kind import Defect, Kind
from psra_assets.rac.lint.published import PublishedList

KIND = Kind(
    "PUB415",
    "derogation_unmarked",
    "A derogation is listed as a rule like any other",
    "warning",
    "A derogation asks for words of its own on the proof of origin, and in some agreements holds for one party's "
    "exports only; listed beside the ordinary rule it looks like any alternative.",
    "Mark the derogation in its entry, with its conditions, period and direction.",
)
_DEROGATION = re.compile(r"\bderogations?\b", re.I)


def find(published: PublishedList) -> Iterator[Defect]:
    """Each rule after the first of a row whose description announces a derogation."""
    for placed in published.rules():
        rule_set = placed.rule_set
        if placed.number and _DEROGATION.search(rule_set.subdivision):
            yield published.of_rule(KIND, placed, "the row's description announces a derogation; no entry is marked")
