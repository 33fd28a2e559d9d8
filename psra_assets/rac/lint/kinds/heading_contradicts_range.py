"""PUB105: a range that covers codes which its heading does not name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from psra_assets.rac.compile.editions import has_code
from psra_assets.rac.compile.rows.published import codes_between
from psra_assets.rac.lint.kind import Defect, Kind
from psra_assets.rac.lint.published import PublishedList

KIND = Kind(
    "PUB105",
    "heading_contradicts_range",
    "Heading and range name different codes",
    "error",
    "Two readings of one row: by the range a code has this rule, by the heading, which is the agreement's, it has "
    "another one. Often the end of a range was filled up with nines after the heading's own zeros were lost.",
    "Correct the range to the heading, or the heading where the nomenclature has moved the goods.",
)
_CODE = re.compile(r"\d[\d. ]*\d")
_SEVERAL = re.compile(r"\d\s*(?:-|–|to|and|,|;|or)\s*(?:ex\s*)?\d", re.I)


def find(published: PublishedList) -> Iterator[Defect]:
    """Each row whose range holds subheadings, of the edition in which it is printed, outside of its heading's codes."""
    for rule_set in published.rule_sets:
        span, codes = _span(rule_set.heading), codes_between(rule_set.low, rule_set.high)[0]
        if span is None or codes is None or not all(has_code(published.printed, end) for end in _ends(span)):
            continue  # a range that is wider than a heading of another edition was moved with its goods
        low, high = codes
        outside = [
            pair for pair in ((low, min(high, span[0] - 1)), (max(low, span[1] + 1), high)) if pair[0] <= pair[1]
        ]
        if any(has_code(published.printed, pair) for pair in outside):
            detail = f"the heading covers {span[0]:06} to {span[1]:06}, the range {low:06} to {high:06}"
            yield published.of_set(KIND, rule_set, detail, key="heading", words=rule_set.heading)


def _span(heading: str) -> tuple[int, int] | None:
    """Subheadings that a heading's first to last code cover; nothing where it prints no code of a usual length."""
    found = [re.sub(r"\D", "", code) for code in _CODE.findall(re.sub(r"(?<=\d)[-–](?=\d)", " - ", heading))]
    codes = [code for code in found if len(code) in (2, 4, 6, 8, 10)]
    if not codes or len(codes) != len(found) or (len(codes) > 1 and not _SEVERAL.search(heading)):
        return None
    bounds = [_bounds(code[:6]) for code in codes]
    return min(low for low, _ in bounds), max(high for _, high in bounds)


def _ends(span: tuple[int, int]) -> tuple[tuple[int, int], tuple[int, int]]:
    """The first and the last code of a span: a chapter, heading or subheading that begins or ends there."""
    low, high = span
    width = next(width for width in (10_000, 100, 1) if low % width == 0)
    last = next(width for width in (10_000, 100, 1) if high % width == width - 1)
    return (low, low + width - 1), (high - last + 1, high)


def _bounds(code: str) -> tuple[int, int]:
    scale = 10 ** (6 - len(code))
    return int(code) * scale, int(code) * scale + scale - 1
