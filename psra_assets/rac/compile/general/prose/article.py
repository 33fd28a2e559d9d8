"""One article: its words as numbered sentences in normal form, with their values."""

from __future__ import annotations

import re
from dataclasses import dataclass

from psra_assets.rac.compile.text import Normal, normalise

_NUMBERS = {"five": 5, "ten": 10, "fifteen": 15, "twenty": 20, "twenty-five": 25, "thirty": 30}
_IN_WORDS = re.compile(rf"\b({'|'.join(sorted(_NUMBERS, key=len, reverse=True))}) ?per ?cent\b", re.IGNORECASE)
# “of HS 2012”: an edition, which the normal form would take for a heading
_EDITION = re.compile(r"\s*(?:of\s+(?:the\s+)?)?(?:HS|Harmoni[sz]ed System)\s+(?:19|20)\d\d", re.IGNORECASE)
_PARAGRAPH = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*]|\(?[a-z0-9]{1,3}[.)])\s)")


@dataclass(frozen=True, slots=True)
class Article:
    """An article by the file name under which the publisher prints it."""

    name: str
    words: str

    @property
    def is_empty(self) -> bool:
        """Whether nothing is printed in it."""
        return not self.words.strip()

    @property
    def paragraphs(self) -> list[Normal]:
        """Paragraphs and list items."""
        return [_normal(part) for part in _PARAGRAPH.split(self.words) if part.strip()]

    @property
    def whole(self) -> Normal:
        """All of it as one text."""
        return _normal(self.words)


def _normal(words: str) -> Normal:
    words = _IN_WORDS.sub(lambda m: f"{_NUMBERS[m[1].lower()]} per cent", words)
    return normalise(_EDITION.sub("", words))


def values(normal: Normal, mark: str, low: int = 0, high: int | None = None) -> list[str]:
    """Values of a mark within ``[low, high)`` of the shape."""
    end = len(normal.shape) if high is None else high
    found = sorted(normal.values_at().items())
    return [value.text for place, value in found if value.mark == mark and low <= place < end]
