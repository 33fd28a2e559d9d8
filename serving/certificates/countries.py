"""Names and codes of countries as they may stand on a declaration (supplier-declarations.md B.4)."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

EU_MEMBERS = frozenset(
    [
        "AT",
        "BE",
        "BG",
        "CY",
        "CZ",
        "DE",
        "DK",
        "EE",
        "ES",
        "FI",
        "FR",
        "GR",
        "HR",
        "HU",
        "IE",
        "IT",
        "LT",
        "LU",
        "LV",
        "MT",
        "NL",
        "PL",
        "PT",
        "RO",
        "SE",
        "SI",
        "SK",
    ]
)
"""Member States of the European Union."""

PEM_COUNTRIES = frozenset(
    [
        "AL",
        "BA",
        "CH",
        "DZ",
        "EG",
        "FO",
        "GE",
        "IL",
        "IS",
        "JO",
        "LB",
        "LI",
        "MA",
        "MD",
        "ME",
        "MK",
        "NO",
        "PS",
        "RS",
        "TN",
        "TR",
        "UA",
        "XK",
        "XS",
    ]
)
"""Contracting parties of the pan-Euro-Mediterranean convention beside the Union."""

GROUP_CODES = frozenset({"CAF", "WPS", "ESA", "CAM", "CAS", "SADC", "OCT", "ÜLG", "GSP", "APS", "MAR"})
"""Abbreviations of groups that customs accept."""

FORBIDDEN_NAMES = frozenset({"EFTA", "MOEL", "EUR-MED", "REGIONAL CONVENTION", "ENGLAND"})
"""Names that customs refuse."""

_OTHER_CODES = {"XK": "Kosovo", "KO": "Kosovo", "XS": "Serbia"}
_OTHER_NAMES = {
    "GREAT BRITAIN": "GB",
    "UNITED KINGDOM OF GREAT BRITAIN AND NORTHERN IRELAND": "GB",
    "SOUTH KOREA": "KR",
    "KOREA": "KR",
    "TURKEY": "TR",
    "CZECHIA": "CZ",
    "MOLDOVA": "MD",
    "VIETNAM": "VN",
}


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    with (Path(__file__).parent / "iso_countries.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["name"] for row in csv.DictReader(file)} | _OTHER_CODES


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    return {name.upper(): code for code, name in _names().items()} | _OTHER_NAMES


def country_code(printed: str) -> str | None:
    """The alpha-2 code of a code or an official name; None if it is neither."""
    wanted = printed.strip()
    return wanted if wanted in _names() else _codes().get(wanted.upper())


def country_name(code: str) -> str:
    """The English name of an alpha-2 code; KeyError if there is none."""
    return _names()[code]
