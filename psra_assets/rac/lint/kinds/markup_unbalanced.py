"""PUB206: brackets that open and do not close."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from psra_assets.rac.lint.kind import Defect, Kind
from psra_assets.rac.lint.published import PublishedList

KIND = Kind(
    "PUB206",
    "bracket_unbalanced",
    "A bracket is opened and not closed, or closed and not opened",
    "info",
    "It is open how far an exception or an example in brackets reaches.",
    "Print both brackets.",
)
_LETTER = re.compile(r"(?<![\w(])(?:[a-z]|[ivx]+|\d{1,2})\)")
_LINK = re.compile(r"\]\([^()\s]*\)")


def find(published: PublishedList) -> Iterator[Defect]:
    """Each alternative, its fragments joined, whose round brackets do not pair; “a)” before an item is none."""
    for placed, reading in published.joined():
        text = _LETTER.sub(" ", _LINK.sub("]", html.unescape(reading.text)))
        depth = 0
        for character in text:
            depth += {"(": 1, ")": -1}.get(character, 0)
            if depth < 0:
                break
        if depth:
            detail = "a bracket is closed that was not opened" if depth < 0 else "a bracket is not closed"
            yield published.of_rule(KIND, placed, detail, words=reading.text)
