"""``psra explain`` and ``psra impact``, as a user runs them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from psra_assets.contracts.advice import Advice
from tests.unit.psra.conftest import Psra

DOCUMENTS = Path(__file__).resolve().parents[3] / "psra_assets" / "rac" / "documents"
EUR = "EUR"


def case(value: str = "12", **more: Any) -> dict[str, Any]:
    """A tube of chapter 39: resin of another heading, a fitting of its own."""
    lines = [("resin", "390410", "55"), ("fitting", "391740", value)]
    return {
        "case_id": "tube",
        "agreements": ["eu-gb"],
        "as_of": "2026-11-24",
        "product": {"hs_code": "391723", "ex_works_price": {"amount": "100", "currency": EUR}},
        "materials": [
            {
                "id": name,
                "hs_code": code,
                "value": {"amount": amount, "currency": EUR},
                "origin": {"status": "non_originating", "country": "CN"},
            }
            for name, code, amount in lines
        ],
        "processes_complete": True,
        "operations": "beyond_insufficient",
        **more,
    }


@pytest.fixture
def written(tmp_path: Path) -> Path:
    file = tmp_path / "case.json"
    file.write_text(json.dumps(case()))
    return file


def test_what_would_make_it_originate(psra: Psra, written: Path) -> None:
    done = psra("explain", written, "--rules", DOCUMENTS, "--format", "json")
    assert done.returncode == 0, done.stderr
    advice = Advice.model_validate_json(done.stdout)
    turned = advice.results[0].turned_by
    assert turned is not None
    # A tenth of the price forgives the fitting from 120 on; without the resin 12 of 100 are left.
    kinds = [[(c.change, c.material or c.amount) for c in found.changes] for found in turned.sets]
    assert kinds == [[("originating", "resin")], [("originating", "fitting")], [("price", "120")]]


def test_each_change_that_is_named_turns_the_verdict(psra: Psra, tmp_path: Path, written: Path) -> None:
    advice = json.loads(psra("explain", written, "--rules", DOCUMENTS, "--format", "json").stdout)
    price = next(
        s["changes"][0] for s in advice["results"][0]["turned_by"]["sets"] if s["changes"][0]["change"] == "price"
    )
    variants = [price["amount"], "119.99"]
    lines = [
        json.dumps(case(product={"hs_code": "391723", "ex_works_price": {"amount": amount, "currency": EUR}}))
        for amount in variants
    ]
    answers = psra("evaluate", "-", "--rules", DOCUMENTS, stdin="\n".join(lines)).stdout.splitlines()
    assert [json.loads(a)["results"][0]["verdict"] for a in answers] == ["originating", "non_originating"]


def test_for_people_it_is_said_in_words(psra: Psra, tmp_path: Path, written: Path) -> None:
    done = psra("explain", written, "--rules", DOCUMENTS)
    assert done.returncode == 0
    for words in ("what would make it originate", 'Source "fitting" as an originating material', "at least 120 EUR"):
        assert words in done.stdout
    good = tmp_path / "good.json"
    good.write_text(json.dumps(case("9")))
    done = psra("explain", good, "--rules", DOCUMENTS)
    assert "what would cost it its origin" in done.stdout
    # 9 are a tenth of 90.
    assert "at least" in done.stdout
    assert "90 EUR" in done.stdout
    open_case = tmp_path / "open.json"
    open_case.write_text(json.dumps({k: v for k, v in case("9").items() if k != "operations"}))
    assert "the fewest facts that would settle it" in psra("explain", open_case, "--rules", DOCUMENTS).stdout


def test_a_case_that_cannot_be_read_is_status_1_with_its_place(psra: Psra, tmp_path: Path) -> None:
    file = tmp_path / "bad.json"
    file.write_text(json.dumps(case() | {"surprise": 1}))
    done = psra("explain", file, "--rules", DOCUMENTS)
    assert done.returncode == 1
    assert "ENG301" in done.stderr
    assert "/surprise" in done.stderr
    assert psra("explain", tmp_path / "none.json", "--rules", DOCUMENTS).returncode == 1


def test_the_battery_cliff_is_found_on_its_day(psra: Psra) -> None:
    days = ["--from", "2026-12-01", "--to", "2027-02-01"]
    done = psra("impact", *days, "--rules", DOCUMENTS, "--format", "json")
    assert done.returncode == 0, done.stderr
    results = {
        line["case_id"]: [(stage["from"], stage["verdict"]) for stage in result["stages"]]
        for line in map(json.loads, done.stdout.splitlines())
        for result in line["results"]
        if result.get("changed")
    }
    turned = [("2026-12-01", "originating"), ("2027-01-01", "non_originating")]
    assert results
    assert all(stages == turned for stages in results.values()), results
    assert any("battery" in name for name in results)
    said = psra("impact", *days, "--rules", DOCUMENTS).stdout
    assert f"{len(results)} of " in said
    assert "2027-01-01" in said


def test_days_that_are_none_are_wrong_usage(psra: Psra) -> None:
    for days in (["--from", "x", "--to", "2027-01-01"], ["--from", "2027-01-02", "--to", "2027-01-01"]):
        done = psra("impact", *days, "--rules", DOCUMENTS)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr


def test_cases_of_ones_own_and_a_bad_one_among_them(psra: Psra) -> None:
    lines = [case(), case() | {"case_id": "odd", "surprise": 1}]
    done = psra(
        *("impact", "--from", "2026-12-01", "--to", "2027-02-01", "--rules", DOCUMENTS, "--cases", "-"),
        stdin="\n".join(map(json.dumps, lines)),
    )
    assert done.returncode == 1
    assert "odd: ENG301" in done.stderr
    assert "0 of 2 cases change" in done.stdout
