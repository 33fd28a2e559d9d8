"""PUB502: a list in a note or an article whose last items have slipped out of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from psra_assets.rac.lint.kind import Defect, Kind
from psra_assets.rac.lint.published import PublishedList

KIND = Kind(
    "PUB502",
    "numbering_broken",
    "A numbered list is broken",
    "warning",
    "An item of a definition stands as a paragraph of its own, so that the definition ends too early.",
    "Indent the item under its list.",
)
_ITEM = re.compile(r"^(?P<blank> *)(?P<number>\d{1,2})\. +(?P<words>.*)$")
_OPEN = re.compile(r"(?:[,;]|\b(?:or|and))\s*$")


def find(published: PublishedList) -> Iterator[Defect]:
    """Each item that goes on counting where the list below it stopped, not where its own list did."""
    if published.bundle is None:
        return
    for folder, documents in (("articles", published.bundle.articles), ("introductory_notes", published.bundle.notes)):
        for name, data in sorted(documents.items()):
            path = f"{folder}/{published.scheme}/{name}" if folder == "articles" else f"{folder}/{name}"
            for number, ordinal, words in _slipped(data.decode("utf-8", "replace")):
                yield Defect(
                    KIND, path, "", "", words, f"line {number}: item {ordinal} belongs under the list before it"
                )


def _slipped(text: str) -> Iterator[tuple[int, int, str]]:
    """Line, number and words of each item that has slipped out of its list."""
    last: dict[int, int] = {}
    before: tuple[int, int, str] | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        item = _ITEM.match(line)
        if item is None:
            if line.strip():
                before = None
                last = {} if line.startswith("#") else last
            continue
        depth, ordinal = len(item["blank"]), int(item["number"])
        goes_on = before is not None and depth < before[0] and ordinal == before[1] + 1 and _OPEN.search(before[2])
        if goes_on and ordinal != last.get(depth, 0) + 1:
            yield number, ordinal, line.strip()
        last = {known: value for known, value in last.items() if known <= depth} | {depth: ordinal}
        before = (depth, ordinal, item["words"])
