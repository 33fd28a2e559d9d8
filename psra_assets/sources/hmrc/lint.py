"""Lints of published rule sets: what a reader must know before trusting a row. None of them removes it."""

from __future__ import annotations

import re

from psra_assets.sources.errors import Defects
from psra_assets.sources.hmrc.errors import ChapterContradicts, HeadingMissing, RangeMalformed, RangeReversed

_TEN_DIGITS = re.compile(r"[0-9]{10}", re.ASCII)


def lint_range(low: str, high: str, *, place: str, pointer: str, defects: Defects) -> bool:
    """Whether both ends are ten digits and in order; a finding where not."""
    sound = True
    for key, value in (("min", low), ("max", high)):
        if not _TEN_DIGITS.fullmatch(value):
            sound = False
            defects.append(
                RangeMalformed(
                    f'"{value}" is not ten digits; the rule set applies to no code.', place=f"{place}#{pointer}/{key}"
                )
            )
    if sound and low > high:
        sound = False
        defects.append(
            RangeReversed(f"{low} is above {high}; the rule set applies to no code.", place=f"{place}#{pointer}/min")
        )
    return sound


def lint_heading(heading: str, *, place: str, pointer: str, defects: Defects) -> None:
    """A finding where no heading is printed."""
    if not heading.strip():
        defects.append(HeadingMissing("The rule set prints no heading.", place=f"{place}#{pointer}/heading"))


def lint_chapter(chapter: int | None, low: str, high: str, *, place: str, pointer: str, defects: Defects) -> None:
    """A finding where the chapter lies outside of the range. The range must be sound."""
    if chapter is not None and not int(low[:2]) <= chapter <= int(high[:2]):
        defects.append(
            ChapterContradicts(
                f"Chapter {chapter} is outside of the range {low} to {high}.", place=f"{place}#{pointer}/chapter"
            )
        )
