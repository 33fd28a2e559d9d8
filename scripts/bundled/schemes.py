"""Facts of the sample's schemes: parties, dates, proofs, cumulation, in our own words and the publisher's form."""

from __future__ import annotations

from typing import Any

EU_MEMBERS = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV",
    "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
]  # fmt: skip
_STATEMENT = {"summary": "Statement on origin", "subtext": "", "proof_class": "origin-declaration", "detail": ""}
_DECLARATION = {"summary": "Origin declaration", "subtext": "", "proof_class": "origin-declaration", "detail": ""}
_KNOWLEDGE = {"summary": "Importer's knowledge", "subtext": "", "proof_class": "importers-knowledge", "detail": ""}


def _scheme(
    code: str, title: str, countries: list[str], parties: list[str], proofs: list[dict[str, str]]
) -> dict[str, Any]:
    return {
        "scheme_code": code,
        "validity_start_date": "2021-01-01",
        "validity_end_date": None,
        "title": title,
        "proofs": proofs,
        "cumulation_methods": {"bilateral": {"countries": ["GB", *parties]}},
        "ord": {"ord_title": title, "ord_version": "sample", "ord_date": "1 January 2021", "ord_original": ""},
        "articles": {},
        "features": {},
        "introductory_notes_file": f"{code}_intro.md",
        "fta_intro_file": f"{code}.md",
        "links": [],
        "countries": countries,
    }


SCHEMES: list[dict[str, Any]] = [
    _scheme("eu", "UK and EU (sample)", ["EU", *EU_MEMBERS], EU_MEMBERS, [_STATEMENT, _KNOWLEDGE]),
    _scheme("japan", "UK and Japan (sample)", ["JP"], ["JP"], [_STATEMENT, _KNOWLEDGE]),
    _scheme("canada", "UK and Canada (sample)", ["CA"], ["CA"], [_DECLARATION]),
    _scheme("south-korea", "UK and South Korea (sample)", ["KR"], ["KR"], [_DECLARATION]),
]
