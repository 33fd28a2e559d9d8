"""The command line's promises: exit status, streams, and no traceback for a user's mistake."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.unit.psra.conftest import Psra

DOCUMENT = """\
rac: "2.0"
kind: rules
agreement: eu-zz
publisher: psra
hs_edition: 2022
sources:
  s: {instrument: "A treaty", verified: true}
rules:
  - id: "eu-zz:hs2022:3926~1"
    heading: "3926"
    from: "392600"
    to: "392699"
    row: whole
    state: compiled
    criterion:
      any:
        - {type: CTSH, source: {id: s}}
        - {type: MaxNOM, pct: "50", basis: EXW, source: {id: s}}
    source: {id: s}
"""
CASE = {
    "case_id": "c1",
    "agreements": ["eu-zz"],
    "product": {"hs_code": "392690", "ex_works_price": {"amount": "100.00", "currency": "EUR"}},
    "materials": [
        {
            "id": "L1",
            "hs_code": "390110",
            "value": {"amount": "70.00", "currency": "EUR"},
            "origin": {"status": "non_originating"},
        }
    ],
    "operations": "beyond_insufficient",
    "processes_complete": True,
}


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "39.yaml").write_text(DOCUMENT)
    return folder


@pytest.mark.parametrize(
    "command",
    [
        [],
        ["run"],
        ["rac"],
        ["rac", "validate"],
        ["rac", "compile", "hmrc"],
        ["evaluate"],
        ["check-proof"],
        ["explain"],
        ["impact"],
        ["issue"],
        ["verify"],
        ["serve"],
    ],
)
def test_every_command_has_help(psra: Psra, command: list[str]) -> None:
    done = psra(*command, "--help")
    assert done.returncode == 0
    assert "Usage:" in done.stdout


def test_wrong_usage_is_status_2(psra: Psra) -> None:
    done = psra("evaluate")
    assert done.returncode == 2
    assert done.stdout == ""


def test_evaluate_answers_each_line_in_order_and_ends_with_1_after_a_bad_one(psra: Psra, rules: Path) -> None:
    lines = [CASE, CASE | {"case_id": "c2", "surprise": 1}, CASE | {"case_id": "c3"}]
    done = psra("evaluate", "-", "--rules", rules, stdin="".join(json.dumps(line) + "\n" for line in lines))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["case_id"] for answer in answers] == ["c1", "c2", "c3"]
    assert answers[0]["results"][0]["verdict"] == "originating"
    assert answers[1]["error"]["pointer"] == "/surprise"
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def test_a_byte_order_mark_before_the_cases_is_no_part_of_them(psra: Psra, rules: Path, tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text(json.dumps(CASE) + "\n\n" + json.dumps(CASE | {"case_id": "c2"}) + "\n", encoding="utf-8-sig")
    done = psra("evaluate", path, "--rules", rules)
    assert [json.loads(line)["case_id"] for line in done.stdout.splitlines()] == ["c1", "c2"]
    assert done.returncode == 0, done.stderr


def test_several_folders_of_rules_may_follow_one_flag(psra: Psra, rules: Path, tmp_path: Path) -> None:
    path, other = tmp_path / "cases.jsonl", tmp_path / "other"
    other.mkdir()
    (other / "39.yaml").write_text(DOCUMENT.replace("eu-zz", "eu-yy"))
    both = CASE | {"agreements": ["eu-zz", "eu-yy"]}
    path.write_text(json.dumps(both))
    for order in (
        ["--rules", rules, other, path],
        [path, "--rules", rules, other],
        [path, "--rules", rules, "--rules", other],
    ):
        done = psra("evaluate", *order)
        assert done.returncode == 0, done.stderr
        assert [result.get("verdict") for result in json.loads(done.stdout)["results"]] == ["originating"] * 2
    done = psra("evaluate", path, tmp_path / "none.jsonl", "--rules", rules)
    assert (done.returncode, done.stdout) == (2, "")
    assert "give one file of cases; there are 2" in " ".join(done.stderr.split())


def test_undetermined_is_an_answer(psra: Psra, rules: Path) -> None:
    case = {k: v for k, v in CASE.items() if k != "operations"}
    done = psra("evaluate", "-", "--rules", rules, stdin=json.dumps(case))
    result = json.loads(done.stdout)["results"][0]
    assert done.returncode == 0
    assert result["verdict"] == "undetermined"
    assert "/operations" in [fact["pointer"] for fact in result["missing_facts"]]


def test_a_file_that_is_not_there_is_status_1_with_its_name(psra: Psra, tmp_path: Path) -> None:
    done = psra("evaluate", tmp_path / "none.jsonl")
    assert done.returncode == 1
    assert "none.jsonl" in done.stderr
    assert "Traceback" not in done.stderr


def test_validate_names_file_line_column_and_code(psra: Psra, rules: Path) -> None:
    assert psra("rac", "validate", rules).returncode == 0
    broken = rules / "40.yaml"
    broken.write_text(DOCUMENT.replace('pct: "50"', 'pct: "150"').replace("3926~1", "3926~2"))
    done = psra("rac", "validate", rules)
    assert done.returncode == 1
    line = next(n for n, text in enumerate(broken.read_text().splitlines(), start=1) if "150" in text)
    assert f"{broken}:{line}:" in done.stdout
    found = json.loads(psra("rac", "validate", "--format", "json", rules).stdout)
    sarif = json.loads(psra("rac", "validate", "--format", "sarif", rules).stdout)
    assert found[0]["line"] == line
    assert sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] == line


def test_every_code_is_explained(psra: Psra) -> None:
    listed = psra("rac", "explain", "--list").stdout.splitlines()
    assert sum(line.startswith("RAC2") for line in listed) >= 40
    code = listed[0].split()[0]
    assert code in psra("rac", "explain", code).stdout
    unknown = psra("rac", "explain", "RAC999")
    assert unknown.returncode == 2
    assert "RAC999" in unknown.stderr


def test_vocabularies_are_listed_with_definitions(psra: Psra) -> None:
    processes = dict(line.split("\t", 1) for line in psra("rac", "processes").stdout.splitlines())
    assert len(processes["chemical_reaction"]) > 20
    assert "retreaded" in psra("rac", "tags").stdout
    assert "simple_mixing" in psra("rac", "operations").stdout
    assert "approved_exporter" in psra("rac", "terms").stdout


def test_the_schema_is_printed_and_found(psra: Psra) -> None:
    printed = psra("rac", "schema").stdout
    assert json.loads(printed)["$id"] == "urn:psra:rac:2.0"
    assert Path(psra("rac", "schema", "--path").stdout.strip()).read_text() == printed


@pytest.fixture
def answered(psra: Psra, rules: Path, tmp_path: Path) -> tuple[Path, Path]:
    """An answer as the command writes it, and its case."""
    case, answer = tmp_path / "case.json", tmp_path / "answer.json"
    case.write_text(json.dumps({**CASE, "as_of": "2026-11-24"}))
    answer.write_text(psra("evaluate", str(case), "--rules", str(rules)).stdout)
    return answer, case


def test_a_proof_is_checked_from_the_case_and_the_rules(psra: Psra, rules: Path, answered: tuple[Path, Path]) -> None:
    answer, case = answered
    done = psra("check-proof", str(answer), "--case", str(case), "--rules", str(rules))
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report["checked"][0]["verdict"] == "originating"
    assert "missing_facts" in report["held_by_digest_only"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (('"verdict":"originating"', '"verdict":"non_originating"'), "VERDICT at /results/0/verdict"),
        (('"7/10"', '"7/11"'), "ALTERNATIVE at /results/0/alternatives/1/measures/0/value_fraction"),
        (('"results"', '"outcome"'), "ANSWER at /"),
    ],
)
def test_a_changed_proof_is_refused_with_reason_and_place(
    psra: Psra, rules: Path, answered: tuple[Path, Path], change: tuple[str, str], reason: str
) -> None:
    answer, case = answered
    text = answer.read_text()
    assert change[0] in text
    answer.write_text(text.replace(*change, 1))
    done = psra("check-proof", str(answer), "--case", str(case), "--rules", str(rules))
    assert done.returncode == 1
    assert "ENG395" in done.stderr
    assert reason in " ".join(done.stderr.split())
    assert done.stdout == ""


def test_what_is_no_answer_is_said(psra: Psra, rules: Path, answered: tuple[Path, Path]) -> None:
    _, case = answered
    done = psra("check-proof", str(rules / "39.yaml"), "--case", str(case), "--rules", str(rules))
    assert done.returncode == 1
    assert "not one JSON object" in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
