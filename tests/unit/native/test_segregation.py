"""The books of a fungible stock through the native module, under an authored agreement."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import psra_native

AGREEMENT = Path(__file__).resolve().parents[3] / "psra_assets" / "rac" / "documents" / "eu-gb" / "agreement.yaml"


def keep(**more: Any) -> dict[str, Any]:
    book = psra_native.RuleBook.load([(AGREEMENT.name, AGREEMENT.read_bytes())])
    stock: dict[str, Any] = {
        "agreement": "eu-gb",
        "hs_code": "390110",
        "method": "fifo",
        "opening": [{"lot": "old", "quantity": "10", "originating": True}],
        "movements": [
            {"kind": "receipt", "date": "2026-03-01", "lot": "r1", "quantity": "20", "originating": False},
            {"kind": "issue", "date": "2026-03-02", "reference": "batch 7", "quantity": "15"},
        ],
    }
    answer: dict[str, Any] = json.loads(book.segregate(json.dumps(stock | more).encode(), "2026-11-24"))
    return answer


def test_the_documented_stock() -> None:
    answer = keep()
    assert answer["permitted"] == "met"
    (issue,) = answer["issues"]
    assert (issue["originating"], issue["non_originating"]) == ("10", "5")
    assert issue["lots"] == [{"lot": "old", "quantity": "10"}, {"lot": "r1", "quantity": "5"}]
    assert keep(method="average")["issues"][0]["originating"] == "5"


def test_finished_goods_of_the_chapters_that_the_agreement_names() -> None:
    assert keep(goods="finished_goods")["permitted"] == "met"
    assert keep(goods="finished_goods", hs_code="392690")["permitted"] == "not_met"


def test_a_stock_that_cannot_be_read_is_an_error_with_its_place() -> None:
    error = keep(movements=[{"kind": "issue", "date": "2026-03-02", "reference": "x", "quantity": "11"}])["error"]
    assert (error["code"], error["pointer"]) == ("ENG315", "/movements/0/quantity")
