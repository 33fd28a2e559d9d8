"""Rows without words: the title of a group of rows, printed as a row of its own.

The EU-side lists print a row for each line of the table. A line that has a description and no rule heads the lines
below it of the same codes, or repeats their heading; it asks for nothing. It is a title where rows of the same codes,
or of codes within them, have words. A row without words that heads nothing is a hole in the list and stays quarantined.
"""

from __future__ import annotations

from collections import defaultdict

from psra_assets.rac.compile.rows.published import RuleSet

_WORSE = ("compiled", "attested", "quarantined")


def headed(rule_sets: list[RuleSet]) -> dict[int, tuple[int, ...]]:
    """For each title, by its index: the indices of the rule sets that it heads."""
    by_codes: dict[tuple[int, int], list[RuleSet]] = defaultdict(list)
    for rule_set in rule_sets:
        if rule_set.codes is not None and not is_empty(rule_set):
            by_codes[rule_set.codes].append(rule_set)
    found = {}
    for rule_set in rule_sets:
        if rule_set.codes is None or not rule_set.rules or not is_empty(rule_set):
            continue
        low, high = rule_set.codes
        group = by_codes.get(rule_set.codes) or [
            other for (start, end), others in by_codes.items() if low <= start and end <= high for other in others
        ]
        if group:
            found[rule_set.index] = tuple(other.index for other in group)
    return found


def is_empty(rule_set: RuleSet) -> bool:
    """Whether none of its rules has words."""
    return not any(rule.text.strip() for rule in rule_set.rules)


def least(states: list[str]) -> str:
    """The state of a group: that of its least understood rule."""
    return max(states, key=_WORSE.index, default="quarantined")
