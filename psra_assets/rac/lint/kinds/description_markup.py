"""PUB210: markup of another system left in a description."""

from __future__ import annotations

import re
from collections.abc import Iterator

from psra_assets.rac.lint.kind import Defect, Kind
from psra_assets.rac.lint.published import PublishedList

KIND = Kind(
    "PUB210",
    "description_markup",
    "Markup of another system is left in a description",
    "info",
    "Two descriptions that are the same look different, and a search for the goods does not find them.",
    "Print the words only.",
)
_MARKUP = re.compile(r"xmlns|</?(?:ul|li|ol|span|div|p)\b|\[\\?/?(?:ul|bl|ol|li)\]|\[\\[a-z]{2}\]", re.I)


def find(published: PublishedList) -> Iterator[Defect]:
    """Each description with tags that the publisher's pages do not show."""
    for rule_set in published.rule_sets:
        found = _MARKUP.search(rule_set.subdivision)
        if found:
            detail = f"“{found[0]}” is no word"
            yield published.of_set(KIND, rule_set, detail, key="subdivision", words=rule_set.subdivision)
