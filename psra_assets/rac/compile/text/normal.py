"""From published words to a shape: codes, percentages and dates become marks, their values stand beside."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from psra_assets.rac.compile.text.aligned import Aligned
from psra_assets.rac.compile.text.markup import plain
from psra_assets.rac.compile.text.spelling import one_spelling

CHAPTER, HEADING, SUBHEADING, PERCENT, DATE = "§2", "§4", "§6", "¤", "‡"

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_SHORT = [month[:3] for month in _MONTHS]
_DATE = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? ({'|'.join(f'{m[:3]}(?:{m[3:]})?' for m in _MONTHS)}) (\d{{4}})\b")
_PERCENT = re.compile(r"(?<![\d.])(\d{1,3}(?:[.,]\d+)?) ?%")
# “RVC40”, “QVC (45)”: abbreviations that bear their percentage
_ABBREVIATED = re.compile(r"(?<=[rq]vc )(?:\((\d{1,2}(?:\.\d+)?) ?%?\)|(\d{1,2}(?:\.\d+)?)(?![\d.]| ?%))")
_SIX = re.compile(r"(?<![\d.§-])(?:\d{2}\.\d{2}\.\d{2}|\d{4}[. ]\d{2}|\d{6})(?![\d%]|\.\d| ?(?:cm|mm|kg|g|%))")
_FOUR = re.compile(r"(?<![\d.§])(?:\d{2}\.\d{2}|\d{4})(?![\d%]|\.\d| ?(?:cm|mm|kg|%|bar|kcal))")
_CHAPTERS = re.compile(
    r"\bchapters? (\d{1,2})\b(?!\.\d)((?:,? ?(?:to|through|and|or|,|-) ?(?:(?:of )?chapters? )?\d{1,2}\b)*)"
)
_NUMBER = re.compile(r"\d{1,2}")
_MARK = re.compile(r"§[246]|[¤‡]")


@dataclass(frozen=True, slots=True)
class Value:
    """What a mark of the shape stands for: an HS code, a percentage (decimal text) or an ISO date."""

    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class Normal:
    """Words in normal form: the shape (memo key of the grammar), its values in order, and the map back."""

    shape: str
    values: tuple[Value, ...]
    aligned: Aligned

    def values_at(self) -> dict[int, Value]:
        """Position of each mark in the shape, with its value."""
        return {m.start(): v for m, v in zip(_MARK.finditer(self.shape), self.values, strict=True)}


def percent(digits: str) -> str:
    """A percentage as canonical decimal text: ``47,50`` -> ``47.5``."""
    number = Decimal(digits.replace(",", "."))
    return format(number.normalize(), "f")


@lru_cache(maxsize=65536)
def normalise(original: str) -> Normal:
    """Normal form of a rule text. Marks that stand in the original itself are dropped first."""
    text = Aligned.of(original).sub(re.compile("[§¤‡¶]"), " ")
    text = one_spelling(plain(text))
    found: list[tuple[int, Value]] = []

    def take(pattern: re.Pattern[str], mark: str, read: object) -> None:
        nonlocal text

        def replace(match: re.Match[str]) -> str:
            value = read(match)  # type: ignore[operator]
            position = text.starts[match.start()]
            found.append((position, Value(mark, value)))
            return mark

        text = text.sub(pattern, replace)

    take(_DATE, DATE, lambda m: f"{m[3]}-{_SHORT.index(m[2][:3]) + 1:02}-{int(m[1]):02}")
    take(_PERCENT, PERCENT, lambda m: percent(m[1]))
    take(_ABBREVIATED, PERCENT, lambda m: percent(m[1] or m[2]))
    take(_SIX, SUBHEADING, lambda m: re.sub(r"\D", "", m[0]))
    take(_FOUR, HEADING, lambda m: re.sub(r"\D", "", m[0]))
    # each chapter number is replaced on its own, so that its span stays exact
    spans = [
        (m.start() + n.start(), m.start() + n.end())
        for m in _CHAPTERS.finditer(text.text)
        for n in _NUMBER.finditer(m[0])
    ]
    if spans:
        low_high = set(spans)
        source = text

        def mark_chapter(match: re.Match[str]) -> str:
            if match.span() not in low_high:
                return match[0]
            found.append((source.starts[match.start()], Value(CHAPTER, f"{int(match[0]):02}")))
            return CHAPTER

        text = text.sub(_NUMBER, mark_chapter)
    found.sort(key=lambda pair: pair[0])
    return Normal(text.text, tuple(value for _, value in found), text)
