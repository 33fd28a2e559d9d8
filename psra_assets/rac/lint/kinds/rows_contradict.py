"""PUB403: rows of the same goods with different rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from psra_assets.rac.compile.rows import RuleSet
from psra_assets.rac.compile.text import normalise
from psra_assets.rac.lint.kind import Defect, Kind
from psra_assets.rac.lint.published import PublishedList

KIND = Kind(
    "PUB403",
    "rows_contradict",
    "Rows of the same codes and the same description have different rules",
    "error",
    "The same goods have two rules, and nothing says whether one may choose, or which one holds.",
    "Print one row with its alternatives, or the descriptions that tell the rows apart.",
)


def find(published: PublishedList) -> Iterator[Defect]:
    """Each row whose goods an earlier row has with other words."""
    for group in same_goods(published):
        for number, rule_set in enumerate(group[1:], start=1):
            others = [other for other in group[:number] if not alike(other, rule_set)]
            if others and not any(alike(other, rule_set) for other in group[:number]):
                places = tuple(f"/rule_sets/{other.index}" for other in others)
                words = " / ".join(rule.text for rule in rule_set.rules)
                yield published.of_set(
                    KIND, rule_set, f"other words than {', '.join(places)}", words=words, also=places
                )


def same_goods(published: PublishedList) -> list[list[RuleSet]]:
    """Rule sets with words of one range, kind of heading and description, where there are several."""
    found: dict[tuple[object, ...], list[RuleSet]] = defaultdict(list)
    for rule_set in published.rule_sets:
        if rule_set.codes is not None and any(rule.text.strip() for rule in rule_set.rules):
            heading = normalise(rule_set.heading).shape.startswith("ex")
            found[rule_set.codes, heading, _letters(rule_set.subdivision)].append(rule_set)
    return [group for group in found.values() if len(group) > 1]


def alike(one: RuleSet, other: RuleSet) -> bool:
    """Whether the rules of two rows are the same but for typography."""
    return _rules(one) == _rules(other)


def _rules(rule_set: RuleSet) -> list[tuple[object, ...]]:
    return [
        (normalise(r.text).shape, normalise(r.text).values, r.operator, r.quota, r.is_import, r.is_export)
        for r in rule_set.rules
    ]


def _letters(text: str) -> str:
    return "".join(character for character in normalise(text).shape if character.isalnum())
