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
    with pytest.raises(psra_native.RacError, match="d.yaml:1:1 RAC") as caught:
        psra_native.to_canonical_json("d.yaml", b"kind: rules")
    assert {found.code for found in caught.value.diagnostics} == {"RAC109"}
    with pytest.raises(psra_native.RacError, match="RAC103"):
        psra_native.RuleBook.load([("d.json", b"{")])


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
