"""The main job on the bundled sample, as a newcomer runs it."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest

from tests.e2e.conftest import Psra
from tests.golden.suite import turns

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("main-job"), pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def first_run(psra: Psra) -> str:
    done = psra("run")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def certificate(first_run: str, home: Path) -> Path:
    found = re.search(r"declaration: (\S+\.pdf) \(genuine\)", first_run.replace("\n", ""))
    assert found is not None, first_run
    path = Path(found[1])
    assert path.is_relative_to(home / "certificates")
    return path


def test_the_run_ends_with_a_verified_declaration(psra: Psra, certificate: Path) -> None:
    done = psra("verify", certificate)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "verdict: genuine" in done.stdout
    assert "offline" in done.stdout


def test_a_changed_byte_is_refused(psra: Psra, certificate: Path, tmp_path: Path) -> None:
    content = bytearray(certificate.read_bytes())
    content[len(content) // 2] ^= 1
    (tmp_path / "changed.pdf").write_bytes(content)
    done = psra("verify", tmp_path / "changed.pdf")
    assert done.returncode == 1
    assert "genuine" not in done.stdout


def test_the_sample_is_marked(certificate: Path) -> None:
    from pypdf import PdfReader

    text = "".join(page.extract_text() for page in PdfReader(certificate).pages)
    assert "SAMPLE" in text


def test_a_second_run_redoes_nothing(psra: Psra, certificate: Path) -> None:
    started = time.monotonic()
    done = psra("run")
    assert done.returncode == 0, done.stdout + done.stderr
    assert time.monotonic() - started < 90
    assert done.stdout.count("unchanged") >= 5
    assert certificate.name in done.stdout.replace("\n", "")
    assert len(list(certificate.parent.glob("*.pdf"))) == 1


def test_the_published_tables_answer_the_golden_vectors(psra: Psra, first_run: str) -> None:
    cases = [turn for _, turn in turns("gb-eu")]
    assert len(cases) >= 18
    done = psra("evaluate", "-", stdin="".join(json.dumps(turn.case) + "\n" for turn in cases))
    assert done.returncode == 0, done.stderr
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    got = {turn.id: answer["results"][0].get("verdict") for turn, answer in zip(cases, answers, strict=True)}
    assert got == {turn.id: turn.expect["verdict"] for turn in cases}


def test_bad_files_are_reported_and_the_rest_is_published(psra: Psra, first_run: str, tmp_path: Path) -> None:
    rule_sets = tmp_path / "hmrc" / "rule_sets"
    rule_sets.mkdir(parents=True)
    rule = {
        "rule": "CTH.",
        "class": [],
        "footnotes": [],
        "operator": None,
        "quota": False,
        "import": True,
        "export": True,
    }
    good = {
        "heading": "3926",
        "subdivision": "",
        "min": "3926000000",
        "max": "3926999999",
        "rules": [rule],
        "valid": True,
    }
    payload = {"rule_sets": [good, good | {"min": "1506and1520"}]}
    (rule_sets / "atlantis.json").write_text(json.dumps(payload))
    (rule_sets / "broken.json").write_text('{"rule_sets": [')
    taric = tmp_path / "taric" / "incrementals"
    taric.mkdir(parents=True)
    (taric / "TGB00001.xml").write_text(
        "<env:envelope xmlns:env='urn:publicid:-:DGTAXUD:GENERAL:ENVELOPE:1.0' id='1'><env:tr"
    )
    (taric / "TGB00002.gzip").write_bytes(b"PK\x03\x04 not an archive at all")
    done = psra("run", "--data", tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    for name in ("broken.json", "TGB00001.xml", "TGB00002.gzip", "1506and1520"):
        assert re.search(rf"SRC6\d\d.*{re.escape(name)}|{re.escape(name)}.*SRC6\d\d", done.stderr), done.stderr
    assert "Traceback" not in done.stderr
    answer = psra("rac", "show", "gb-atlantis", "392690")
    assert answer.returncode == 0, answer.stderr
    assert psra("rac", "show", "gb-eu", "392690").returncode == 0, "a scheme that the run does not contain is kept"
