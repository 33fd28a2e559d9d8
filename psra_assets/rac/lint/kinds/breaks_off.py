"""PUB202: words that break off."""

from __future__ import annotations

import re
from collections.abc import Iterator

from psra_assets.rac.compile.text import normalise
from psra_assets.rac.lint.kind import Defect, Kind
from psra_assets.rac.lint.published import PublishedList

KIND = Kind(
    "PUB202",
    "breaks_off",
    "The words break off",
    "error",
    "A condition may be lost: what is left could grant what the agreement does not.",
    "Print the rule to its end.",
)
_OPEN_END = re.compile(
    r"(?:[,:;]|\b(?:and|or|the|of|in|from|that|provided|by|with|which|except)|\bprovided that\.)[\s¶*-]*$"
)


def find(published: PublishedList) -> Iterator[Defect]:
    """Each alternative, its fragments joined, that ends with a comma, a colon or a word that wants another."""
    for placed, reading in published.joined():
        shape = normalise(reading.text).shape
        found = _OPEN_END.search(shape)
        if found:
            yield published.of_rule(KIND, placed, f"ends with “{found[0].strip(' ¶')}”", words=reading.text)
