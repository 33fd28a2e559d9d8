"""PUB302: an annex or appendix that the words cite and nothing published beside the list has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from psra_assets.rac.lint.kind import Defect, Kind
from psra_assets.rac.lint.published import PublishedList

KIND = Kind(
    "PUB302",
    "annex_absent",
    "An annex is cited that is not published beside the list",
    "warning",
    "The conditions under which the rule holds stand where a user of the list cannot see them.",
    "Publish the annex beside the list, or its conditions in the rule.",
)
_CITED = re.compile(
    r"\b((?i:annex|appendix)) ((?:ORIG-)?\d{1,2}[A-Z]?|[IVX]{1,4}(?:[- ]?(?:\(?[A-Za-z]\)?))?(?![a-z])|ORIG-\d[A-Z]?)\b"
)


def find(published: PublishedList) -> Iterator[Defect]:
    """Each rule or subdivision that cites an annex which no article or note bears as a title."""
    if published.bundle is None:
        return
    titles = " ".join(
        _name(line) for text in published.bundle.texts() for line in text.splitlines() if line.startswith("#")
    )
    for placed in published.rules():
        missing = [name for name in _cited(placed.rule.text) if name not in titles]
        if missing:
            yield published.of_rule(KIND, placed, f"{', '.join(missing)} is not among the scheme's notes and articles")
    for rule_set in published.rule_sets:
        missing = [name for name in _cited(rule_set.subdivision) if name not in titles]
        if missing:
            detail = f"{', '.join(missing)} is not among the scheme's notes and articles"
            yield published.of_set(KIND, rule_set, detail, key="subdivision", words=rule_set.subdivision)


def _cited(text: str) -> list[str]:
    return list(dict.fromkeys(_name(match[0]) for match in _CITED.finditer(text.replace("&nbsp;", " "))))


def _name(words: str) -> str:
    return re.sub(r"[ ()]+", " ", words).strip().lower()
