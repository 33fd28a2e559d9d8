"""PUB306: a link that is not of the form of the tariff's pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from psra_assets.rac.lint.kind import Defect, Kind
from psra_assets.rac.lint.published import PublishedList

KIND = Kind(
    "PUB306",
    "link_path",
    "A link leads to no page of the tariff",
    "info",
    "The reader who follows the link to see what the code covers finds nothing.",
    "Link /chapters/NN, /headings/NNNN or /subheadings/NNNNNNNNNN-80.",
)
_LINK = re.compile(r"\]\(([^()\s]*)\)")
_SOUND = re.compile(
    r"^(?:https?://\S+|/chapters/\d{2}|/headings/\d{4}|/(?:subheadings|commodities)/\d{10}(?:-\d{2})?)$"
)


def find(published: PublishedList) -> Iterator[Defect]:
    """Each rule with links of another form."""
    for placed in published.rules():
        wrong = [path for path in _LINK.findall(placed.rule.text) if not _SOUND.match(path)]
        if wrong:
            yield published.of_rule(KIND, placed, f"no page has the path {', '.join(dict.fromkeys(wrong))}")
