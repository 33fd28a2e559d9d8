"""The golden cases as they are written (``README.md``): each law with its turns, spelled out as cases."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

GOLDEN = Path(__file__).parent
AUTHORED = ("eu-gb", "eu-jp", "eu-ca", "eu-kr", "pem")
"""Agreements whose rules are authored here; ``gb-eu`` has cases too, decided by what the UK publishes."""

PARTIES = {
    "eu-gb": ("EU", "GB"),
    "eu-jp": ("EU", "JP"),
    "eu-ca": ("EU", "CA"),
    "eu-kr": ("EU", "KR"),
    "pem": ("EU", "CH"),
    "gb-eu": ("GB", "EU"),
}
"""The agreements with cases, each with its exporting and its importing party."""
EDITIONS = {"eu-gb": 2017, "eu-jp": 2017, "eu-ca": 2012, "eu-kr": 2007, "pem": 2017, "gb-eu": 2022}
"""The HS edition of the cases' codes, unless a case states another: that in which the agreement's list is printed."""

MONEY = ("ex_works_price", "fob_price", "transaction_value", "net_cost", "value")
LAW = {"law", "cites", "case", "turns"}
ALSO = "also_on"
CITES = {"rule", "general", "note", "article"}
TURN = {"id", "with", "verdict", "outcomes", "alternatives", "missing", "missing_kinds", "blocks"}


@dataclass(frozen=True)
class Turn:
    """One case with what the law makes of it."""

    id: str
    case: dict[str, Any]
    expect: Mapping[str, Any]


@dataclass(frozen=True)
class Law:
    """One sentence of the law, where it stands, and the cases that show it."""

    agreement: str
    file: str
    law: str
    cites: Mapping[str, Any]
    turns: tuple[Turn, ...]

    @property
    def row(self) -> str:
        """The cited row of the list, without the alternative."""
        return str(self.cites.get("rule", "")).split("#", maxsplit=1)[0]


def loaded(path: Path) -> Any:
    """What a YAML file says."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def merged(base: Any, patch: Any) -> Any:
    """A JSON merge patch (RFC 7396) applied; ``null`` stays where it replaces what has a default."""
    if not isinstance(patch, dict):
        return copy.deepcopy(patch)
    result = dict(base) if isinstance(base, dict) else {}
    for key, value in patch.items():
        if value is None:
            result[key] = None
        else:
            result[key] = merged(result.get(key), value)
    return result


def origin(written: Any) -> Any:
    """The origin of a material from its shorthand."""
    match written:
        case None:
            return {"status": "non_originating", "country": "CN"}
        case "unknown":
            return {"status": "unknown"}
        case str():
            return {"status": "originating", "country": written, "evidence": "supplier's declaration"}
        case _:
            return written


def priced(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Fields without those that are unknown, amounts in euro."""
    return {
        key: {"amount": value, "currency": "EUR"} if key in MONEY and isinstance(value, str) else value
        for key, value in fields.items()
        if value is not None
    }


def lines(written: Mapping[str, Any]) -> list[dict[str, Any]]:
    """A bill of materials; a line that a turn set to null is not there."""
    found = []
    for name, fields in written.items():
        if fields is None:
            continue
        line = {"id": name, **priced(fields), "origin": origin(fields.get("origin"))}
        if "materials" in line:
            line["materials"] = lines(line["materials"])
        found.append(line)
    return found


def spelled(agreement: str, written: Mapping[str, Any]) -> dict[str, Any]:
    """A case in full from its shorthand."""
    exporting, importing = PARTIES[agreement]
    case: dict[str, Any] = {
        "agreements": [agreement],
        "exporting_party": exporting,
        "importing_party": importing,
        "as_of": "2026-11-24",
        "hs_edition": EDITIONS[agreement],
        "processes": [],
        "processes_complete": True,
        "operations": "beyond_insufficient",
        **written,
    }
    case["product"] = priced(case["product"])
    case["materials"] = lines(case["materials"])
    codes = case["processes"] or []
    case["processes"] = [code if isinstance(code, dict) else {"code": code} for code in codes]
    return {key: value for key, value in case.items() if value is not None}


def read(agreement: str, path: Path) -> Iterator[Law]:
    """The laws of a file."""
    for entry in loaded(path):
        place = f"{agreement}/{path.name}: {entry.get('law')}"
        if set(entry) - {ALSO} != LAW or not set(entry["cites"]) <= CITES:
            raise ValueError(f"{place}: a law has {sorted(LAW)}, and cites some of {sorted(CITES)}")
        turns = []
        for turn in entry["turns"]:
            if not {"id", "verdict"} <= set(turn) <= TURN:
                raise ValueError(f"{place}: a turn has id, verdict and some of {sorted(TURN)}")
            case = spelled(agreement, merged(entry["case"], turn.get("with", {})))
            expect = {key: value for key, value in turn.items() if key not in {"id", "with"}}
            turns.append(Turn(turn["id"], {"case_id": turn["id"], **case}, expect))
            for day in entry.get(ALSO, ()):
                name = f"{turn['id']}@{day}"
                turns.append(Turn(name, {"case_id": name, **case, "as_of": day}, expect))
        yield Law(agreement, path.name, entry["law"], entry["cites"], tuple(turns))


@cache
def laws(agreement: str) -> tuple[Law, ...]:
    """The golden laws of an agreement, in the order of its files."""
    return tuple(law for path in sorted((GOLDEN / agreement).glob("*.yaml")) for law in read(agreement, path))


def turns(agreement: str) -> list[tuple[Law, Turn]]:
    """The golden cases of an agreement, each with its law."""
    return [(law, turn) for law in laws(agreement) for turn in law.turns]
