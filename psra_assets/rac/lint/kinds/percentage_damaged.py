"""PUB208: a threshold from which words or its percent sign were lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

from psra_assets.rac.compile.text import normalise
from psra_assets.rac.lint.kind import Defect, Kind
from psra_assets.rac.lint.published import PublishedList

KIND = Kind(
    "PUB208",
    "percentage_damaged",
    "A threshold is damaged",
    "error",
    "The number cannot be tied to what it limits: the rule cannot be applied.",
    "Print the threshold as the agreement has it.",
)
_DAMAGED = re.compile(
    # “does ¤ of the price”: the verb is lost
    r"\bdo(?:es)? ¤|"
    # “not less than 40 except from heading …¤”: words stand between number and sign
    r"\b(?:not less than|does not exceed|do not exceed|at least) \d{1,3} (?:or|and|except|;)\b|"
    # “¤¤” or a bare sign
    r"(?<![\d¤]) %|¤ ?¤"
)


def find(published: PublishedList) -> Iterator[Defect]:
    """Each rule in which a threshold's number, sign or verb is lost."""
    for placed in published.rules():
        found = _DAMAGED.search(normalise(placed.rule.text).shape)
        if found:
            said = found[0].replace("¤", "… %").strip()
            yield published.of_rule(KIND, placed, f"“{said}” is no threshold")
