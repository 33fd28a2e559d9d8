"""PUB404: rows that cross, or lie within each other, with nothing that says which one is meant."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

import psra_native

from psra_assets.rac.compile.rows import RuleSet
from psra_assets.rac.lint.kind import Defect, Kind
from psra_assets.rac.lint.kinds.rows_contradict import alike
from psra_assets.rac.lint.published import PublishedList

KIND = Kind(
    "PUB404",
    "rows_overlap",
    "Rows for whole codes overlap and have different rules",
    "warning",
    "A code has two rules. In some lists the narrower row replaces the wider one, in others both may be chosen: the "
    "list does not say which.",
    "Print ranges that do not overlap, “ex” where the wider row leaves over, or both rules in one row.",
)


def find(published: PublishedList) -> Iterator[Defect]:
    """Each pair of rows that take whole codes and share some, with those codes; the narrower or later row is named."""
    whole = [s for s in published.rule_sets if s.codes and s.rules and published.rows[s.index].kind == "whole"]
    order = sorted(whole, key=lambda s: (s.codes or (0, 0), s.index))
    for at, one in enumerate(order):
        for other in order[at + 1 :]:
            shared = _shared(one, other)
            if shared is None:
                break
            codes = _codes_in(published.printed, shared)
            if codes and one.codes != other.codes and not alike(one, other):
                detail = (
                    f"{one.heading.strip()} ({one.low} to {one.high}) and {other.heading.strip()} "
                    f"({other.low} to {other.high}) share {len(codes)} subheadings"
                )
                words = " / ".join(rule.text for rule in other.rules)
                places = (f"/rule_sets/{one.index}",)
                yield Defect(
                    KIND, published.file, f"/rule_sets/{other.index}", other.heading, words, detail, codes, places
                )


def _shared(one: RuleSet, other: RuleSet) -> tuple[int, int] | None:
    """The range that two rule sets share; ``other`` does not begin before ``one``."""
    if one.codes is None or other.codes is None or other.codes[0] > one.codes[1]:
        return None
    return other.codes[0], min(one.codes[1], other.codes[1])


@cache
def _codes(edition: int) -> tuple[str, ...]:
    return tuple(sorted(psra_native.hs_codes(edition)))


def _codes_in(edition: int, codes: tuple[int, int]) -> tuple[str, ...]:
    known = _codes(edition)
    return known[bisect_left(known, f"{codes[0]:06}") : bisect_left(known, f"{codes[1] + 1:06}")]
