"""What the publisher's list of schemes adds to general rules, and what it leaves alone."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from psra_assets.rac.scheme_list import Listed

GB = {"code": "GB", "name": "United Kingdom", "members": []}
JP = {"code": "JP", "name": "Japan", "members": []}
ENTRY = Listed("UK-Andean", date(2021, 1, 1), date(2030, 12, 31), ("andean", "CO", "PE"))


def _completed(entry: Listed, **general: Any) -> dict[str, Any]:
    documents = {
        "agreement.json": json.dumps({"title": "Scheme", "parties": [GB], **general}).encode(),
        "39.json": b"{}",
    }
    completed = entry.completed(documents)
    assert completed["39.json"] == b"{}"
    found: dict[str, Any] = json.loads(completed["agreement.json"])
    return found


def test_parties_title_and_days_come_from_the_list() -> None:
    found = _completed(ENTRY)
    assert [party["code"] for party in found["parties"]] == ["GB", "CO", "PE"], (
        "the group is no party beside its members"
    )
    assert found["title"] == "UK-Andean"
    assert (found["valid_from"], found["valid_to"]) == ("2021-01-01", "2030-12-31")


def test_what_the_agreement_states_stays() -> None:
    found = _completed(ENTRY, parties=[GB, JP], valid_from="2021-05-01", valid_to=None)
    assert found["parties"] == [GB, JP]
    assert found["title"] == "Scheme"
    assert (found["valid_from"], found["valid_to"]) == ("2021-05-01", "2030-12-31")


def test_a_scheme_without_end_gets_none() -> None:
    assert "valid_to" not in _completed(ENTRY._replace(valid_to=None))


def test_without_general_rules_there_is_nothing_to_complete() -> None:
    assert ENTRY.completed({"39.json": b"{}"}) == {"39.json": b"{}"}


def test_another_entry_has_another_digest() -> None:
    assert ENTRY.sha256 == Listed(*ENTRY).sha256
    assert ENTRY.sha256 != ENTRY._replace(countries=("CO",)).sha256
