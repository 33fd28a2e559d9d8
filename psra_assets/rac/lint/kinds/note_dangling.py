"""PUB301: a note that the words cite and the scheme's notes do not have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from psra_assets.rac.lint.kind import Defect, Kind
from psra_assets.rac.lint.published import PublishedList

KIND = Kind(
    "PUB301",
    "note_dangling",
    "A note is cited that the scheme's introductory notes do not have",
    "error",
    "The process or the tolerance that the rule rests on is defined nowhere: the notes beside the list are of another "
    "edition of it.",
    "Publish the notes that belong to the list.",
)
_CITED = re.compile(
    r"\b(?:introductory )?notes? (\d{1,2})(?:\.\d+)?(?:(?:,| and| or|, and) (\d{1,2})(?:\.\d+)?)*", re.I
)
_NUMBER = re.compile(r"\b(\d{1,2})(?:\.\d+)?")
_HEADING = re.compile(r"^#+ *(?:introductory )?note *(\d{1,2})\b", re.I | re.M)


def find(published: PublishedList) -> Iterator[Defect]:
    """Each rule that cites a number which no heading of the notes has; nothing where the notes have no numbers."""
    if published.bundle is None or not published.bundle.notes:
        return
    notes = "\n".join(data.decode("utf-8", "replace") for data in published.bundle.notes.values())
    known = set(_HEADING.findall(notes))
    if not known:
        return
    for placed in published.rules():
        text = placed.rule.text.replace("&nbsp;", " ")
        cited = {number for match in _CITED.finditer(text) for number in _NUMBER.findall(match[0])}
        missing = sorted(cited - known, key=int)
        if missing:
            last = max(known, key=int)
            detail = f"note {', '.join(missing)} is cited; the scheme's notes end with {last}"
            yield published.of_rule(KIND, placed, detail)
