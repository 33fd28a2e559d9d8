"""The validator from Python: places, typed errors, many files, and that it lets other threads run."""

from __future__ import annotations

import json
import threading
import time
from pathlib import Path

import psra_native
import pytest

DOCUMENTS = Path(__file__).resolve().parents[3] / "psra_assets" / "rac" / "documents"


def test_a_diagnostic_says_file_line_column_and_code() -> None:
    (found,) = psra_native.validate("d.yaml", "rac: '2.0'\nkind: règles\n".encode())
    assert str(found) == "d.yaml:2:7 RAC106 expected `kind: rules` or `kind: agreement`"
    assert (found.severity, found.line, found.column, found.end_line, found.end_column) == ("error", 2, 7, 2, 13)
    assert found.help is None


def test_columns_count_characters() -> None:
    (found,) = psra_native.validate("d.json", '{"é": "ü", "kind": 1}'.encode())
    assert (found.line, found.column) == (1, 20)


def test_documents_that_cannot_be_used_are_a_typed_error() -> None:
    with pytest.raises(psra_native.RacError, match=r"d\.yaml:1:1 RAC") as caught:
        psra_native.to_canonical_json("d.yaml", b"kind: rules")
    assert {found.code for found in caught.value.diagnostics} == {"RAC109"}
    with pytest.raises(psra_native.RacError, match="RAC103"):
        psra_native.RuleBook.load([("d.json", b"{")])


def test_a_rule_book_of_unsound_law_is_refused() -> None:
    path = "native/crates/psra-rac/tests/documents/every-kind.yaml"
    good = (DOCUMENTS.parents[2] / path).read_text()
    assert psra_native.RuleBook.load([(path, good.encode())]).agreements() == ["eu-zz"]
    unsound = good.replace("all_of: [chemical_reaction]", "all_of: [alchemy]").replace(
        "eu-zz:hs2017:3926~2", "no:hs2017:1~1"
    )
    with pytest.raises(psra_native.RacError, match=r"every-kind\.yaml:38:36 RAC207") as caught:
        psra_native.RuleBook.load([(path, unsound.encode())])
    assert [(found.code, found.severity) for found in caught.value.diagnostics] == [
        ("RAC207", "error"),
        ("RAC204", "error"),
    ]


def test_one_id_in_two_documents_is_refused() -> None:
    good = (DOCUMENTS.parents[2] / "native/crates/psra-rac/tests/documents/every-kind.yaml").read_bytes()
    with pytest.raises(psra_native.RacError, match="eu-zz:hs2017:3926~1") as caught:
        psra_native.RuleBook.load([("a.yaml", good), ("b.yaml", good)])
    assert caught.value.diagnostics == []
    across = psra_native.validate_many([("a.yaml", good), ("b.yaml", good)])
    assert [str(found) for found in across if found.severity == "error"] == [
        "b.yaml:13:9 RAC231 a.yaml gives the id eu-zz:hs2017:3926~1 too",
        "b.yaml:46:9 RAC231 a.yaml gives the id eu-zz:hs2017:3926~2 too",
    ]


def test_every_code_is_listed_once_and_explained() -> None:
    codes = [code for code, _ in psra_native.lints()]
    assert codes == sorted(set(codes))
    for code, title in psra_native.lints():
        text = psra_native.explain(code)
        assert text.startswith(f"# {code} {title}\n")
        assert "Severity: " in text
    with pytest.raises(KeyError):
        psra_native.explain("RAC999")


def test_yaml_and_its_json_are_the_same_document() -> None:
    path = DOCUMENTS / "eu-gb" / "39.yaml"
    text = psra_native.to_canonical_json(str(path), path.read_bytes())
    assert psra_native.to_canonical_json("39.json", text) == text
    assert json.loads(text)["agreement"] == "eu-gb"


def test_other_threads_run_while_it_validates() -> None:
    body = json.dumps({"kind": "rules", "x": [[0] * 50] * 60_000}).encode()
    ticks = 0
    done = threading.Event()

    def tick() -> None:
        nonlocal ticks
        while not done.is_set():
            ticks += 1
            time.sleep(0.001)

    ticker = threading.Thread(target=tick)
    ticker.start()
    psra_native.validate("d.json", body)
    done.set()
    ticker.join()
    assert ticks > 3, "the interpreter was held"
