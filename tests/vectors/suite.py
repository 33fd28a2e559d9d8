"""The vectors as they are written (``README.md``): each law with its rows, spelled out as cases."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from tests.golden.suite import PARTIES as GOLDEN
from tests.golden.suite import loaded, merged
from tests.vectors.rows import Expectation, read

HERE = Path(__file__).parent
FOLDER = Path(os.environ.get("PSRA_VECTORS", HERE))
"""Where the tables are; another folder holds those that wait for the engine."""

PARTIES = {
    **GOLDEN,
    "gb-japan": ("GB", "JP"),
    "gb-canada": ("GB", "CA"),
    "gb-south-korea": ("GB", "KR"),
    "gb-cptpp": ("GB", "AU"),
    "gb-india": ("GB", "IN"),
    "gb-new-zealand": ("GB", "NZ"),
    "gb-turkey": ("GB", "TR"),
    "gb-cotedivoire": ("GB", "CI"),
    "gb-switzerland-liechtenstein": ("GB", "CH"),
    "gb-serbia": ("GB", "XS"),
    "gb-chile": ("GB", "CL"),
    "gb-ukraine": ("GB", "UA"),
    "gb-egypt": ("GB", "EG"),
    "gb-sacum": ("GB", "ZA"),
    "gb-iceland-norway": ("GB", "NO"),
    "gb-dcts-general-enhanced": ("PK", "GB"),
    "gb-cariforum": ("GB", "JM"),
    "gb-central-america": ("GB", "CR"),
    "xi-chile": ("EU", "CL"),
    "every-criterion": ("EU", "GB"),
}
"""The agreements with vectors (and those with golden cases), each with its exporting and its importing party."""

LAW = {"id", "law", "cites", "rows", "facts", "like", "of"}
CITES = {"rule", "row", "general", "note", "article"}
PLACE = re.compile(r"\{(\w+)([+-]?)\}")
HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class Vector:
    """One case with what the law makes of it."""

    id: str
    case: Mapping[str, Any]
    expect: Expectation


@dataclass(frozen=True)
class Law:
    """One sentence of the law, where it stands, and its rows."""

    agreement: str
    id: str
    law: str
    cites: Mapping[str, Any]
    vectors: tuple[Vector, ...]


def without_null(value: Any) -> Any:
    """A tree without the keys that are null."""
    if isinstance(value, dict):
        return {key: without_null(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [without_null(inner) for inner in value]
    return value


def filled(template: str, values: Mapping[str, Any]) -> str:
    """A row of a pattern with its places filled; ``+`` and ``-`` step by a hundredth."""

    def fill(match: re.Match[str]) -> str:
        value = str(values[match[1]])
        match match[2]:
            case "+":
                return str(Decimal(value) + HUNDREDTH)
            case "-":
                return str(Decimal(value) - HUNDREDTH)
            case _:
                return value

    return PLACE.sub(fill, template)


@cache
def patterns() -> dict[str, list[str]]:
    """The rows that laws of one form share."""
    found: dict[str, list[str]] = loaded(HERE / "patterns.yaml")
    return found


def rows(entry: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any], str]]:
    """The rows of a law: as written, each with its patch and its number."""
    for number, row in enumerate(entry.get("rows", ()), start=1):
        written, patch = (row["row"], row["with"]) if isinstance(row, dict) else (row, {})
        yield written, patch, str(number)
    for place, values in enumerate(entry.get("of", ()), start=1):
        for name in entry["like"]:
            for number, template in enumerate(patterns()[name], start=1):
                yield filled(template, values), {}, f"{name}-{place}.{number}"


def laws_of(agreement: str, path: Path) -> Iterator[Law]:
    """The laws of a file."""
    exporting, importing = PARTIES[agreement]
    defaults = {
        "agreements": [agreement],
        "exporting_party": exporting,
        "importing_party": importing,
        "as_of": "2026-11-24",
        "hs_edition": 2022,
    }
    for entry in loaded(path):
        if not {"id", "law", "cites"} <= set(entry) <= LAW or not set(entry["cites"]) <= CITES:
            raise ValueError(f"{path}: a law has some of {sorted(LAW)}, and cites some of {sorted(CITES)}: {entry}")
        vectors = []
        for written, patch, number in rows(entry):
            name = f"{entry['id']}.{number}"
            case, expect = read(written, defaults, entry.get("facts", ""))
            vectors.append(Vector(name, {"case_id": name, **without_null(merged(case, patch))}, expect))
        yield Law(agreement, entry["id"], entry["law"], entry["cites"], tuple(vectors))


@cache
def laws(agreement: str) -> tuple[Law, ...]:
    """The laws with vectors under an agreement, in the order of its files."""
    return tuple(law for path in sorted((FOLDER / agreement).glob("*.yaml")) for law in laws_of(agreement, path))
