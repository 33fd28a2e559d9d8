"""PUB103: a chapter outside of the range."""

from __future__ import annotations

from collections.abc import Iterator

from psra_assets.rac.lint.kind import Defect, Kind
from psra_assets.rac.lint.published import PublishedList

KIND = Kind(
    "PUB103",
    "chapter_wrong",
    "The chapter lies outside of the range",
    "warning",
    "Who looks a rule up by chapter does not find it, or finds it where it does not apply.",
    "Print the chapter in which the range begins, or split a range that crosses chapters.",
)


def find(published: PublishedList) -> Iterator[Defect]:
    """Each rule set whose chapter its range does not touch."""
    for rule_set in published.rule_sets:
        chapter = published.raw(rule_set).get("chapter")
        if chapter is None or rule_set.codes is None:
            continue
        first, last = (code // 10_000 for code in rule_set.codes)
        if not str(chapter).isdecimal() or not first <= int(chapter) <= last:
            detail = f"chapter {chapter} is not in {rule_set.low} to {rule_set.high}"
            yield published.of_set(KIND, rule_set, detail, key="chapter", words=str(chapter))
