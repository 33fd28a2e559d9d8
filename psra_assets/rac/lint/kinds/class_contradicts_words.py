"""PUB411: a class that says something else than the words."""

from __future__ import annotations

from collections.abc import Iterator

from psra_assets.rac.compile.crosscheck import disagreement
from psra_assets.rac.lint.kind import Defect, Kind
from psra_assets.rac.lint.published import PublishedList

KIND = Kind(
    "PUB411",
    "class_contradicts_words",
    "Class and words of a rule name different requirements",
    "warning",
    "The words are the law. Who decides by the class asks for what the agreement does not, or forgets what it "
    "asks for.",
    "Print the class that the words have; it was looked up by text.",
)


def find(published: PublishedList) -> Iterator[Defect]:
    """Each rule that stands alone, is understood, and has a class of other kinds than its tree."""
    for placed, reading in published.joined():
        if reading.meaning is None or len(reading.members) > 1:
            continue
        found = disagreement(placed.rule.classes, reading.meaning.node)
        if found is not None:
            detail = f"class {', '.join(found.stated)}: {found.explanation}"
            yield published.of_rule(KIND, placed, detail)
