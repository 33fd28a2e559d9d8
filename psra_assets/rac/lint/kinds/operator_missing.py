"""PUB405: several rules of one row and no word for how they go together."""

from __future__ import annotations

from collections.abc import Iterator

from psra_assets.rac.lint.kind import Defect, Kind
from psra_assets.rac.lint.published import PublishedList

KIND = Kind(
    "PUB405",
    "operator_missing",
    "The operator between rules of one row is null",
    "error",
    "Null stands for “or”, for “and”, and for a condition or concession of the rule before: a machine cannot tell "
    "whether goods must meet both rules or either of them.",
    "Print “or” or “and” between rules, and conditions within their rule.",
)


def find(published: PublishedList) -> Iterator[Defect]:
    """Each row in which a rule after the first has no operator."""
    for rule_set in published.rule_sets:
        silent = [number for number, rule in enumerate(rule_set.rules) if number and rule.operator is None]
        if silent:
            detail = f"{len(silent)} of {len(rule_set.rules)} rules say not how they go with the one before"
            words = " / ".join(rule.text for rule in rule_set.rules)
            yield published.of_set(KIND, rule_set, detail, key=f"rules/{silent[0]}/operator", words=words)
