"""PUB107: a rule without words."""

from __future__ import annotations

from collections.abc import Iterator

from psra_assets.rac.compile.text import normalise
from psra_assets.rac.lint.kind import Defect, Kind
from psra_assets.rac.lint.published import PublishedList

KIND = Kind(
    "PUB107",
    "words_missing",
    "A rule has no words",
    "error",
    "The goods are listed but nothing says when they originate.",
    "Print the agreement's rule, or remove the entry.",
)


def find(published: PublishedList) -> Iterator[Defect]:
    """Each rule whose text has no letter or digit."""
    for placed in published.rules():
        if not any(character.isalnum() for character in normalise(placed.rule.text).shape):
            yield published.of_rule(KIND, placed, "the text is empty")
