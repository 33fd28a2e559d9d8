"""PUB307: a code in a rule's words that no edition of the Harmonized System has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from psra_assets.rac.compile.editions import EDITIONS, has_code
from psra_assets.rac.compile.text import normalise
from psra_assets.rac.lint.kind import Defect, Kind
from psra_assets.rac.lint.published import PublishedList

KIND = Kind(
    "PUB307",
    "code_unknown",
    "The words name a code that no HS edition has",
    "error",
    "It is not known which materials the rule means.",
    "Correct the code to the agreement's text.",
)
# “headings §4 to §4, §4 or §4”
_CALLED = re.compile(
    r"\b(?:chapters?|(?:sub)?headings?)(?:[\s,¶]|§[246]|\b(?:to|through|and|or|of|from|no|nos|ex|-)\b|-)*"
)


def find(published: PublishedList) -> Iterator[Defect]:
    """Each rule that names a chapter, heading or subheading unknown to the editions 2002 to 2022."""
    for placed in published.rules():
        unknown = [code for code in named(placed.rule.text) if not any(has_code(e, bounds(code)) for e in EDITIONS)]
        if unknown:
            yield published.of_rule(KIND, placed, f"no edition has {', '.join(unknown)}")


def named(text: str) -> list[str]:
    """The codes that a text calls chapters, headings or subheadings, each once."""
    normal = normalise(text)
    called = [match.span() for match in _CALLED.finditer(normal.shape)]
    return list(
        dict.fromkeys(
            value.text
            for at, value in normal.values_at().items()
            if value.mark.startswith("§") and any(low <= at < high for low, high in called)
        )
    )


def bounds(code: str) -> tuple[int, int]:
    """The six-digit codes below a code."""
    scale = 10 ** (6 - len(code))
    return int(code) * scale, int(code) * scale + scale - 1
