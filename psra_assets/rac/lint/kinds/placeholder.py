"""PUB207: a name printed in place of a rule."""

from __future__ import annotations

import re
from collections.abc import Iterator

from psra_assets.rac.compile.text import normalise
from psra_assets.rac.lint.kind import Defect, Kind
from psra_assets.rac.lint.published import PublishedList

KIND = Kind(
    "PUB207",
    "placeholder",
    "The name of a rule is printed in place of the rule",
    "warning",
    "The row alone does not say what must be done; the reader has to find the words elsewhere.",
    "Print the rule's words in the row.",
)
_PLACEHOLDER = re.compile(
    r"^(?:¶ )?(?:process rule|chapter rule applies|(?:see|as per) (?:above|below|note|the chapter rule)|t\.?b\.?[cd]|"
    r"n/a|rule|to be (?:added|confirmed)|missing rule)[.:]?$"
)


def find(published: PublishedList) -> Iterator[Defect]:
    """Each rule that is a name only."""
    for placed in published.rules():
        shape = normalise(placed.rule.text).shape
        if _PLACEHOLDER.match(shape):
            footnotes = f"; it cites {', '.join(placed.rule.footnotes)}" if placed.rule.footnotes else ""
            yield published.of_rule(KIND, placed, f"a name and no rule{footnotes}")
