"""HS editions: of the agreement's text, and of the codes as printed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

import psra_native
import yaml

EDITIONS = (2002, 2007, 2012, 2017, 2022)
_STATED = re.compile(
    r"\bharmoni[sz]ed system\b[^.\n]{0,60}?\b(20(?:02|07|12|17|22))\b|\bhs (20(?:02|07|12|17|22))\b|"
    r"\b(20(?:02|07|12|17|22)) edition of the harmoni[sz]ed system\b",
    re.I,
)


@cache
def _table() -> tuple[dict[str, int], int]:
    data = yaml.load((files(__package__) / "editions.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {scheme: edition for edition, schemes in data["schemes"].items() for scheme in schemes}, data["printed"]


def stated_edition(notes: Iterable[str]) -> int | None:
    """The one edition that a scheme's own notes state; nothing if they state none, or more than one."""
    found = {int(next(filter(None, match.groups()))) for note in notes for match in _STATED.finditer(note)}
    return found.pop() if len(found) == 1 else None


def edition_of(scheme: str, notes: Iterable[str]) -> int:
    """Edition of the agreement's list: as its notes state, else by the table of facts, else the printed one."""
    known, printed = _table()
    return stated_edition(notes) or known.get(scheme, printed)


@cache
def _codes(edition: int) -> tuple[int, ...]:
    return tuple(sorted(int(code) for code in psra_native.hs_codes(edition)))


def has_code(edition: int, codes: tuple[int, int]) -> bool:
    """Whether an edition has a six-digit code within an inclusive range."""
    known = _codes(edition)
    at = bisect_left(known, codes[0])
    return at < len(known) and known[at] <= codes[1]


def printed_edition(prefix: str, edition: int, ranges: list[tuple[int, int]]) -> int:
    """Edition in which a list prints its ranges: the UK's are current; of others that in which most ranges have a code,
    the agreement's own among equals.
    """
    if prefix == "gb":
        return _table()[1]
    order = (edition, *(other for other in reversed(EDITIONS) if other != edition))
    return max(order, key=lambda candidate: sum(has_code(candidate, codes) for codes in ranges))
