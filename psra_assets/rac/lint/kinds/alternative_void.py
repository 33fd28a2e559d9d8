"""PUB406: an alternative that another one of the same row makes void."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from psra_assets.rac.compile.rows import Reading
from psra_assets.rac.lint.kind import Defect, Kind
from psra_assets.rac.lint.published import PublishedList

KIND = Kind(
    "PUB406",
    "alternative_void",
    "Two alternatives of a row differ only in a number, or in nothing",
    "warning",
    "If either may be chosen, the stricter one says nothing. More likely one of them has a condition that is not "
    "printed: a group of countries, a derogation, a description of goods.",
    "Print the condition, or one alternative only.",
)


def find(published: PublishedList) -> Iterator[Defect]:
    """Each alternative whose tree is that of an earlier one but for numbers, in the same period, quota, direction."""
    for placed, reading in published.joined():
        if reading.meaning is None:
            continue
        for other in published.readings[placed.rule_set.index]:
            if other is reading:
                break
            if other.meaning is not None and _form(other) == _form(reading):
                one, two = _numbers(other.meaning.node), _numbers(reading.meaning.node)
                said = "the same" if one == two else f"{_listed(two)} and {_listed(one)}"
                detail = f"{said}: beside /rule_sets/{placed.rule_set.index}/rules/{other.members[0]}"
                yield published.of_rule(KIND, placed, detail, words=f"{other.text} / {reading.text}")
                break


def _form(reading: Reading) -> tuple[object, ...]:
    meaning = reading.meaning
    if meaning is None:
        return ()
    guard = (
        meaning.premises,
        meaning.valid_from,
        meaning.valid_to,
        reading.quota,
        reading.is_import,
        reading.is_export,
    )
    return json.dumps(_without_numbers(meaning.node), sort_keys=True), guard


def _without_numbers(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: "#" if key in {"pct", "max_pct"} else _without_numbers(inner)
            for key, inner in value.items()
            if key != "source"
        }
    return [_without_numbers(inner) for inner in value] if isinstance(value, list) else value


def _numbers(value: Any) -> list[Decimal]:
    if isinstance(value, dict):
        own = [Decimal(str(value[key])) for key in ("pct", "max_pct") if key in value]
        return own + [number for key, inner in value.items() if key != "source" for number in _numbers(inner)]
    return [number for inner in value for number in _numbers(inner)] if isinstance(value, list) else []


def _listed(numbers: list[Decimal]) -> str:
    return ", ".join(f"{number} %" for number in numbers)
