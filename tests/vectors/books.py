"""The rule books that decide the vectors, and where the publisher prints the rows that they cite."""

from __future__ import annotations

import gzip
import json
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from psra_assets.rac.authored import authored_files
from tests.golden.deciding import load
from tests.golden.suite import AUTHORED
from tests.vectors.suite import HERE

if TYPE_CHECKING:
    from psra_native import RuleBook

PUBLISHED = Path("data/hmrc/rules_of_origin/roo_schemes_uk")
EU_SIDE = Path("data/hmrc/rules_of_origin_xi")
"""The lists of the Union in the publisher's form; they have no articles, so they are compiled alone."""
OURS = "every-criterion"
"""An agreement that no one has: its list uses every criterion of the format (``lists/``)."""


def is_published(agreement: str) -> bool:
    """Whether the list is compiled from the publisher's file."""
    return agreement.startswith(("gb-", "xi-"))


@cache
def documents(agreement: str, shared: Path | None) -> tuple[tuple[str, bytes], ...]:
    """The documents of an agreement: authored, of this folder, or compiled from the publisher's file."""
    if agreement in AUTHORED:
        return tuple(file for file in authored_files() if file[0].startswith(f"{agreement}/"))
    if agreement == OURS:
        paths = sorted((HERE / "lists").glob("*.yaml"))
        return tuple((f"{agreement}/{path.name}", path.read_bytes()) for path in paths)
    from psra_assets.rac.compile import compile_files

    assert shared is not None
    prefix = agreement.partition("-")[0]
    articles = shared / PUBLISHED if prefix == "gb" else None
    with tempfile.TemporaryDirectory() as out:
        compile_files([scheme(agreement, shared)], Path(out), prefix=prefix, articles=articles)
        return tuple((str(path.relative_to(out)), path.read_bytes()) for path in sorted(Path(out).rglob("*.json")))


def scheme(agreement: str, shared: Path) -> Path:
    """The publisher's file of an agreement."""
    prefix, _, name = agreement.partition("-")
    return shared / (PUBLISHED if prefix == "gb" else EU_SIDE) / "rule_sets" / f"{name}.json.gz"


@cache
def book(agreement: str, shared: Path | None) -> RuleBook:
    """The rule book of an agreement."""
    return load(documents(agreement, shared))


@cache
def places(agreement: str, shared: Path) -> dict[str, list[str]]:
    """The ranges that a publisher's file prints, each with the places of its rows there."""
    with gzip.open(scheme(agreement, shared), "rt", encoding="utf-8") as file:
        sets: list[dict[str, Any]] = json.load(file)["rule_sets"]
    found: dict[str, list[str]] = {}
    for number, printed in enumerate(sets):
        heading = " ".join(printed["heading"].split())
        found.setdefault(heading, []).append(f"/rule_sets/{number}")
    return found


def cited_places(row: str, printed: dict[str, list[str]]) -> list[str]:
    """Where a cited row is printed; one of several that print the same range, or any of them."""
    heading, _, number = row.partition("~")
    return [printed[heading][int(number) - 1]] if number else printed[heading]
