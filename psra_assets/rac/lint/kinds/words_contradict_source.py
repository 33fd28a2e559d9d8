"""PUB413: words that are not those of the instrument that they come from, where the difference is known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from psra_assets.rac.compile.text import normalise
from psra_assets.rac.lint.kind import Defect, Kind
from psra_assets.rac.lint.published import PublishedList

KIND = Kind(
    "PUB413",
    "words_contradict_source",
    "The words differ from the instrument that they come from",
    "error",
    "The instrument is the law; the list grants or denies what it does not.",
    "Correct the list to the instrument.",
)


def find(published: PublishedList) -> Iterator[Defect]:
    """Each rule that still prints what ``conflicts.yaml`` knows to be another code in the instrument."""
    known = [entry for entry in _conflicts() if entry["scheme"] == published.scheme]
    for placed in published.rules():
        for entry in known:
            if placed.rule_set.heading.strip() != entry["heading"] or placed.rule.quota is not entry["quota"]:
                continue
            codes = [value.text for value in normalise(placed.rule.text).values if value.mark.startswith("§")]
            if entry["printed"] in codes and re.search(r"\bexcept\b", placed.rule.text):
                detail = f"except {entry['printed']} is printed; {entry['instrument']} says {entry['lawful']}"
                yield published.of_rule(KIND, placed, detail)


@cache
def _conflicts() -> list[dict[str, Any]]:
    text = (files("psra_assets.rac.lint") / "conflicts.yaml").read_text(encoding="utf-8")
    return list(yaml.load(text, Loader=yaml.CSafeLoader))
