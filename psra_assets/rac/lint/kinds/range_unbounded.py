"""PUB109: a range that begins before the tariff or ends behind it."""

from __future__ import annotations

from collections.abc import Iterator

from psra_assets.rac.compile.rows.published import codes_between
from psra_assets.rac.lint.kind import Defect, Kind
from psra_assets.rac.lint.published import PublishedList

KIND = Kind(
    "PUB109",
    "range_unbounded",
    "A range reaches beyond the tariff",
    "error",
    "Left empty in the making, the range stands for all goods: the row's rule would hold for every code.",
    "Print the codes of the row.",
)
_LAST_CHAPTER = 97


def find(published: PublishedList) -> Iterator[Defect]:
    """Each sound range that begins in chapter 00 or ends behind chapter 97."""
    for rule_set in published.rule_sets:
        codes, _ = codes_between(rule_set.low, rule_set.high)
        if codes is None:
            continue
        first, last = (code // 10_000 for code in codes)
        if first < 1 or last > _LAST_CHAPTER:
            words = f"{rule_set.low} to {rule_set.high}"
            detail = f"chapters {first:02} to {last:02}; the tariff has 01 to {_LAST_CHAPTER}"
            yield published.of_set(KIND, rule_set, detail, key="min", words=words)
