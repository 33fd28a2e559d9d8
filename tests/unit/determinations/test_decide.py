"""Deciding a portfolio: rows of verdicts, errors in a sentence, and cases from files."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

import psra_native
import pytest

from psra_assets.determinations.cases import PORTFOLIO, BrokenCase, portfolio_cases
from psra_assets.determinations.decide import decide

DAY = date(2026, 11, 24)


class _Book:
    """Answers as the engine would, from what the case says that it wants."""

    def evaluate(self, case: bytes, as_of: str) -> bytes:
        wanted = json.loads(case)
        head = {"case_id": wanted["case_id"], "engine": "e", "as_of": as_of, "case_sha256": "c" * 64}
        return json.dumps({**head, **wanted["answer"]}).encode()


def _case(case_id: str, answer: dict[str, Any]) -> bytes:
    return json.dumps({"case_id": case_id, "answer": answer}).encode()


def test_each_agreement_of_each_case_is_a_row() -> None:
    results = [
        {"agreement": "gb-eu", "verdict": "originating"},
        {"agreement": "gb-japan", "verdict": "undetermined"},
        {
            "agreement": "gb-none",
            "error": {"code": "ENG301", "message": "unknown", "pointer": "/agreements/2"},
        },
    ]
    cases = [
        _case("c1", {"results": results}),
        _case("c2", {"error": {"code": "ENG302", "message": "unknown key", "pointer": "/x"}}),
        _case("c3", {"results": results[:1]}),
    ]
    decided = decide(_Book(), cases, as_of=DAY)  # type: ignore[arg-type]
    assert decided.verdicts == {"originating": 2, "undetermined": 1}
    assert decided.by_agreement() == {"gb-eu": {"originating": 2}, "gb-japan": {"undetermined": 1}}
    assert decided.errors == [
        "c1 under gb-none: ENG301 unknown at /agreements/2",
        "c2: ENG302 unknown key at /x",
    ]
    row = decided.determinations[0]
    assert (row.case_id, row.as_of, row.engine) == ("c1", "2026-11-24", "e")
    assert row.answer_sha256 == hashlib.sha256(row.answer.encode()).hexdigest()
    assert row.case_document == cases[0].decode()


def test_the_engine_answers_a_broken_case_and_the_rest_is_decided() -> None:
    book = psra_native.RuleBook.load([])
    decided = decide(book, [b'{"case_id": "c1", "unknown_key": 1}'], as_of=DAY)
    assert decided.determinations == []
    [error] = decided.errors
    assert error.startswith("c1: ENG3")
    assert "unknown_key" in error


def test_the_portfolio_is_there_and_every_case_has_an_id() -> None:
    cases = [json.loads(case) for case in portfolio_cases()]
    assert len(cases) >= 10
    assert all(case["case_id"] for case in cases)
    assert {case["product"]["hs_code"][:2] for case in cases} >= {"39", "40"}
    assert len(cases) == len({case["case_id"] for case in cases})


def test_cases_come_from_objects_lists_and_lines_and_requests_are_no_cases(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"case_id": "a"}')
    (tmp_path / "b.json").write_text('[{"case_id": "b1"}, {"case_id": "b2"}]')
    (tmp_path / "c.jsonl").write_text('{"case_id": "c1"}\n\n{"case_id": "c2"}\n')
    (tmp_path / "ltsd_request.json").write_text("{}")
    assert [json.loads(case)["case_id"] for case in portfolio_cases(tmp_path)] == ["a", "b1", "b2", "c1", "c2"]
    assert PORTFOLIO.is_dir()


def test_a_file_that_is_no_json_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "c.jsonl").write_text('{"case_id": "c1"}\n{"case_id": \n')
    with pytest.raises(BrokenCase) as caught:
        portfolio_cases(tmp_path)
    assert str(caught.value).startswith("c.jsonl:2:")
    assert "ENG390 not JSON" in str(caught.value)
