"""PUB106: a rule set without rules."""

from __future__ import annotations

from collections.abc import Iterator

from psra_assets.rac.lint.kind import Defect, Kind
from psra_assets.rac.lint.published import PublishedList

KIND = Kind(
    "PUB106",
    "rules_missing",
    "A row has no rule",
    "error",
    "The goods are listed but nothing says when they originate.",
    "Print the agreement's rule for the row.",
)


def find(published: PublishedList) -> Iterator[Defect]:
    """Each rule set whose list of rules is empty."""
    for rule_set in published.rule_sets:
        if not rule_set.rules:
            yield published.of_set(KIND, rule_set, "the list of rules is empty", key="rules")
