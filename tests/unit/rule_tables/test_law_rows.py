"""Documents to rows: what a row carries, and what is refused."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest

from psra_assets.rac.errors import RuleTwice
from psra_assets.rac.rows import cited, digest, law_rows


def _rule(number: int = 1, **changes: Any) -> dict[str, Any]:
    return {
        "id": f"eu-xx:hs2017:3926~{number}",
        "heading": "3926",
        "from": "392600",
        "to": "392699",
        "row": "whole",
        "state": "compiled",
        "reason": None,
        "criterion": {
            "any": [{"type": "CTH", "source": {"id": "annex"}}, {"type": "MaxNOM", "source": {"id": "note"}}]
        },
        "source": {"id": "annex"},
        **changes,
    }


def _document(*rules: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {
        "rac": "2.0",
        "kind": "rules",
        "agreement": "eu-xx",
        "publisher": "psra",
        "hs_edition": 2017,
        "valid_from": "2021-01-01",
        "sources": {
            "annex": {"instrument": "Annex", "verified": True},
            "note": {"instrument": "Note", "verified": False, "source_proxy": "another text"},
            "unused": {"instrument": "Other", "verified": True},
        },
        "rules": list(rules),
        **changes,
    }


def test_a_row_carries_its_header_and_only_the_sources_that_it_cites() -> None:
    [row] = law_rows([("a.json", _document(_rule()))]).rules
    assert json.loads(row.header) == {
        "rac": "2.0",
        "kind": "rules",
        "agreement": "eu-xx",
        "publisher": "psra",
        "hs_edition": 2017,
        "valid_from": "2021-01-01",
    }
    assert set(json.loads(row.sources)) == {"annex", "note"}
    assert not row.is_verified, "one of its leaves rests on a proxy"
    assert (row.printed_edition, row.ordinal, row.valid_from, row.valid_to) == (2017, 1, "2021-01-01", None)


def test_a_guard_narrows_the_document_and_the_printed_edition_is_its_own() -> None:
    guarded = _rule(guard={"valid_from": "2022-01-01", "valid_to": "2022-12-31"}, criterion={"type": "CTH"})
    [row] = law_rows([("a.json", _document(guarded, printed_edition=2022))]).rules
    assert (row.valid_from, row.valid_to, row.printed_edition) == ("2022-01-01", "2022-12-31", 2022)
    assert row.is_verified


def test_the_digest_is_over_the_canonical_form() -> None:
    expected = hashlib.sha256(b'{"a":["x",1],"b":null}').hexdigest()
    assert digest({"b": None, "a": ["x", 1]}) == expected


def test_cited_finds_the_sources_of_leaves_at_any_depth() -> None:
    tree = {
        "all": [
            {"any": [{"type": "CC", "source": {"id": "deep"}}]},
            {"type": "CTH", "allowances": [{"source": {"id": "a"}}]},
        ]
    }
    assert cited(_rule(criterion=tree)) == {"annex", "deep", "a"}
    assert cited(_rule(criterion=None)) == {"annex"}


def test_agreements_and_rules_of_one_load_are_told() -> None:
    general = {
        "kind": "agreement", "agreement": "eu-yy", "title": "Y", "publisher": "psra", "hs_edition": 2017, "parties": [],
    }  # fmt: skip
    rows = law_rows([("a.json", _document(_rule())), ("b.json", general)])
    assert rows.contained == ["eu-xx", "eu-yy"]
    assert [row.agreement_id for row in rows.agreements] == ["eu-yy"]
    assert rows.agreements[0].document_sha256 == digest(general)


@pytest.mark.parametrize("second", [_document(_rule()), _document(_rule(), publisher="hmrc")])
def test_a_rule_that_stands_twice_is_refused_with_both_places(second: dict[str, Any]) -> None:
    with pytest.raises(RuleTwice) as caught:
        law_rows([("eu-xx/39.json", _document(_rule())), ("eu-xx/40.json", second)])
    assert str(caught.value) == (
        "eu-xx/40.json: RAC290 eu-xx:hs2017:3926~1 stands in eu-xx/39.json already. Give each rule one id."
    )
