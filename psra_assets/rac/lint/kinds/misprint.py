"""PUB204: a misprint of the closed list ``misprints.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import yaml

from psra_assets.rac.lint.kind import Defect, Kind
from psra_assets.rac.lint.published import PublishedList

KIND = Kind(
    "PUB204",
    "misprint",
    "A misprint",
    "info",
    "A search for the word does not find the rule; a misprinted material or process may be taken for another one.",
    "Correct the word.",
)


def find(published: PublishedList) -> Iterator[Defect]:
    """Each rule with misprints, and what is meant."""
    meant, pattern = _misprints()
    for placed in published.rules():
        found = dict.fromkeys(match[0].lower() for match in pattern.finditer(placed.rule.text))
        if found:
            detail = "; ".join(f"“{word}” is “{meant[word]}”" for word in found)
            yield published.of_rule(KIND, placed, detail)


@cache
def _misprints() -> tuple[dict[str, str], re.Pattern[str]]:
    text = (files("psra_assets.rac.lint") / "misprints.yaml").read_text(encoding="utf-8")
    meant: dict[str, str] = yaml.load(text, Loader=yaml.CSafeLoader)
    return meant, re.compile(rf"\b(?:{'|'.join(map(re.escape, meant))})\b", re.I)
