"""“products of Chapters 2 and 4 to 24, other than processed fishery products of Chapter 16”."""

from __future__ import annotations

import re

from psra_assets.rac.compile.text import Normal

_LIST = re.compile(r"\bchapters? (§2(?:(?:,| to| through| and| or|, and|, or)?(?: ¶)? ?(?:chapters? )?§2)*)")
_PART = re.compile(r"§2(?: (?:to|through) §2)?")
ALL = tuple(f"{number:02}" for number in range(1, 98) if number != 77)
TEXTILES = ("50-63",)
FISHERY = "1604-1605"
IS_FISHERY = re.compile(r"other than processed fishery products")


def chapters_after(normal: Normal, low: int, high: int | None = None) -> tuple[str, ...]:
    """The first list of chapters in ``[low, high)`` of the shape; empty if there is none."""
    match = _LIST.search(normal.shape, low, len(normal.shape) if high is None else high)
    if match is None:
        return ()
    at = normal.values_at()
    found = []
    for part in _PART.finditer(normal.shape, match.start(1), match.end(1)):
        codes = [at[place].text for place in range(part.start(), part.end()) if place in at]
        found.append("-".join(codes))
    return tuple(found)


def without(*excluded: str) -> tuple[str, ...]:
    """All chapters but these, as ranges."""
    gone = {number for code in excluded for number in _numbers(code)}
    kept = [int(chapter) for chapter in ALL if int(chapter) not in gone]
    ranges: list[list[int]] = []
    for number in kept:
        # chapter 77 is reserved and has no goods
        if ranges and number - ranges[-1][1] <= (2 if number == 78 else 1):
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    return tuple(f"{low:02}" if low == high else f"{low:02}-{high:02}" for low, high in ranges)


def _numbers(code: str) -> range:
    low, _, high = code.partition("-")
    return range(int(low), int(high or low) + 1)
