"""PUB205: a footnote's mark glued to a word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from psra_assets.rac.lint.kind import Defect, Kind
from psra_assets.rac.lint.published import PublishedList

KIND = Kind(
    "PUB205",
    "footnote_mark",
    "A footnote's mark is left in the words, its text is not",
    "warning",
    "The footnote may hold a condition; the reader cannot see it.",
    "Print the footnote, and cite it in the field for footnotes.",
)
_MARK = re.compile(r"(?<=[a-z]{4})\d{1,2}(?: \d{1,2})?(?=$|[\s:,.])|\[footnote=[^\[\]]*\]")


def find(published: PublishedList) -> Iterator[Defect]:
    """Each rule with a number that follows a word without a blank, and no footnote of its own."""
    for placed in published.rules():
        found = _MARK.search(placed.rule.text)
        if found and not placed.rule.footnotes:
            yield published.of_rule(KIND, placed, f"the mark “{found[0]}” has no footnote")
