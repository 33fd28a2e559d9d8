"""A group of beneficiaries that heads a list of rules: “(a) LDCs” holds for each rule until “(b) Other beneficiary
countries”, although the publisher prints it in the words of one rule only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_LABEL = re.compile(
    r"^\s*(\([a-z]\)\s*(?:LDCs\b|Least[- ]developed countries\b|Other beneficiary countries\b)[^\n]*)(?:\n|$)", re.I
)


def label_of(text: str) -> str | None:
    """The group that a rule's words begin with, as printed."""
    found = _LABEL.match(text)
    return found[1].strip() if found else None


def inherited(texts: Sequence[str], groups: Sequence[Sequence[int]]) -> list[str | None]:
    """For each alternative, by the rules that it is made of: the group that an earlier one names, if it names none."""
    found: list[str | None] = []
    in_force: str | None = None
    for group in groups:
        own = [label for member in group if (label := label_of(texts[member])) is not None]
        found.append(None if own else in_force)
        in_force = own[-1] if own else in_force
    return found
