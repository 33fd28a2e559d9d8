"""PUB414: a group of beneficiaries that heads a list of rules, printed as part of one rule's words."""

from __future__ import annotations

from collections.abc import Iterator

from psra_assets.rac.compile.rows.beneficiaries import label_of
from psra_assets.rac.lint.kind import Defect, Kind
from psra_assets.rac.lint.published import PublishedList

KIND = Kind(
    "PUB414",
    "beneficiaries_in_words",
    "A group of beneficiary countries stands in the words of one rule and governs those after it",
    "error",
    "Taken one by one, rules for least developed countries look open to all, and a more lenient limit is granted to "
    "goods of countries that do not have it.",
    "Print one list for each group, or a field that names the group in every rule.",
)


def find(published: PublishedList) -> Iterator[Defect]:
    """Each rule that begins with a group's name."""
    for placed in published.rules():
        found = label_of(placed.rule.text)
        if found:
            later = len(placed.rule_set.rules) - placed.number - 1
            yield published.of_rule(KIND, placed, f"“{found}” also governs up to {later} rules after it")
