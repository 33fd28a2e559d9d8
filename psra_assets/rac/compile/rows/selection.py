"""Which rows are whole, which describe, and which leave over what described rows of the same codes take.

A row describes where the list says “ex” of a heading, or where rows of one range differ by their subdivision. “ex
Chapter n” and “Other” leave over. A subdivision that is only the range's own title describes nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from itertools import takewhile

from psra_assets.rac.compile.rows import subdivision
from psra_assets.rac.compile.rows.published import RuleSet

_EX = re.compile(r"^\s*ex\b", re.I)
_EX_CHAPTER = re.compile(r"^\s*ex\s+chapter", re.I)


@dataclass(frozen=True, slots=True)
class Row:
    """How a rule set is selected: kind of row and the tags that say its description."""

    kind: str
    applies_to: tuple[str, ...] = ()


def place(rule_sets: list[RuleSet]) -> dict[int, Row]:
    """The row of every rule set that has a range, by its index."""
    paths = {s.index: subdivision.path(s.subdivision) for s in rule_sets}
    by_range: dict[tuple[int, int], list[RuleSet]] = defaultdict(list)
    for rule_set in rule_sets:
        if rule_set.codes is not None:
            by_range[rule_set.codes].append(rule_set)
    order = sorted(by_range)
    titles: dict[tuple[str, ...], set[tuple[int, int]]] = defaultdict(set)
    for codes, group in by_range.items():
        for rule_set in group:
            titles[paths[rule_set.index]].add(codes)
    return {
        rule_set.index: _row(rule_set, group, paths, order, titles) for group in by_range.values() for rule_set in group
    }


def _row(
    rule_set: RuleSet,
    group: list[RuleSet],
    paths: dict[int, tuple[str, ...]],
    order: list[tuple[int, int]],
    titles: dict[tuple[str, ...], set[tuple[int, int]]],
) -> Row:
    own = paths[rule_set.index]
    different = {paths[s.index] for s in group}
    if subdivision.is_other(own):
        parents = {subdivision.described(parts[:-1]) for parts in different if len(parts) > 1}
        if len(parents) > 1:
            return Row("described")
        return Row("residual") if len(group) > 1 or _EX.match(rule_set.heading) else Row("whole")
    if _EX_CHAPTER.match(rule_set.heading):
        return Row("residual")
    if _EX.match(rule_set.heading):
        return _ex_heading(rule_set, group, own, order, titles)
    if len(different) > 1:
        return Row("described", subdivision.tags(own)) if own else Row("residual")
    return Row("whole")


def _ex_heading(
    rule_set: RuleSet,
    group: list[RuleSet],
    own: tuple[str, ...],
    order: list[tuple[int, int]],
    titles: dict[tuple[str, ...], set[tuple[int, int]]],
) -> Row:
    """“ex 3907” describes, unless it bears a wider group's title and narrower rows take the rest of the heading."""
    codes = rule_set.codes or (0, 0)
    start = bisect_left(order, (codes[0], 0))
    inside = takewhile(lambda other: other[0] <= codes[1], order[start:])
    narrower = any(high <= codes[1] and (low, high) != codes for low, high in inside)
    if narrower and len(group) == 1 and len(titles[own]) > 1:
        return Row("residual")
    return Row("described", subdivision.tags(own))
