"""PUB412: the same words under different classes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from psra_assets.rac.compile.text import normalise
from psra_assets.rac.lint.kind import Defect, Kind
from psra_assets.rac.lint.published import PublishedList

KIND = Kind(
    "PUB412",
    "class_varies",
    "The same words have different classes in one list",
    "info",
    "One of the classes is wrong, or the class depends on something that is not printed.",
    "Give the same words the same class.",
)


def find(published: PublishedList) -> Iterator[Defect]:
    """Each rule whose words have another class more often in the same list."""
    classes: dict[object, Counter[tuple[str, ...]]] = defaultdict(Counter)
    for placed in published.rules():
        if placed.rule.classes:
            classes[_words(placed.rule.text)][placed.rule.classes] += 1
    for placed in published.rules():
        of_words = classes.get(_words(placed.rule.text), Counter())
        if placed.rule.classes and len(of_words) > 1:
            usual, times = of_words.most_common(1)[0]
            if usual != placed.rule.classes:
                detail = f"class {', '.join(placed.rule.classes)}; {times} times {', '.join(usual)}"
                yield published.of_rule(KIND, placed, detail)


def _words(text: str) -> tuple[object, ...]:
    normal = normalise(text)
    return normal.shape, normal.values
