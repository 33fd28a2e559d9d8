"""``psra rac validate``: what it prints in each form, what it mends, and what it leaves alone."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.unit.psra.conftest import Psra

LINTS = Path(__file__).resolve().parents[3] / "native" / "crates" / "psra-rac" / "tests" / "lints"
TODAY = "2026-01-01"


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    """A folder with the bad document of every code, named after it."""
    folder = tmp_path / "bad"
    folder.mkdir()
    for path in LINTS.glob("*/bad*.*"):
        if path.suffix in {".yaml", ".json"}:
            shutil.copy(path, folder / f"{path.parent.name}-{path.name}")
    return folder


def named(text: str, name: str, path: Path) -> str:
    """A snapshot of the native tests, in which the file has its short name."""
    return "".join(
        line.replace(name, str(path), 1) if line.startswith(f"{name}:") else line for line in text.splitlines(True)
    )


def test_every_bad_document_is_answered_as_its_snapshot_says(psra: Psra, bad: Path) -> None:
    done = psra("rac", "validate", bad, "--as-of", TODAY)
    expected = ""
    for path in sorted(bad.iterdir()):
        code, name = path.name.split("-", 1)
        snapshot = (LINTS / code / name).with_suffix(".txt").read_text()
        expected += named(snapshot, name, path)
    assert done.returncode == 1
    # What shows only across documents comes last: these were never meant to be loaded together.
    assert done.stdout.startswith(expected)
    assert "\x1b" not in done.stdout


def test_what_is_certain_is_mended_and_nothing_else(psra: Psra, bad: Path) -> None:
    before = {path: path.read_bytes() for path in bad.iterdir()}
    first = psra("rac", "validate", bad, "--as-of", TODAY, "--fix")
    changed = 0
    for path, data in before.items():
        code, name = path.name.split("-", 1)
        fixed = LINTS / code / name.replace("bad", "fixed", 1)
        assert path.read_bytes() == (fixed.read_bytes() if fixed.exists() else data), path.name
        changed += fixed.exists()
    assert changed > 15
    assert f"in {changed} files" in first.stderr
    assert "(mended: put it in quotes)" in first.stderr
    assert len(list(bad.iterdir())) == len(before), "nothing is left beside them"

    again = psra("rac", "validate", bad, "--as-of", TODAY, "--fix")
    assert "0 findings mended in 0 files" in again.stderr
    assert again.stdout == first.stdout == psra("rac", "validate", bad, "--as-of", TODAY).stdout


def test_a_mended_file_keeps_its_mode_and_a_link_stays_a_link(psra: Psra, tmp_path: Path) -> None:
    target = tmp_path / "kept" / "39.yaml"
    target.parent.mkdir()
    target.write_bytes((LINTS / "RAC107" / "bad.yaml").read_bytes())
    target.chmod(0o640)
    link = tmp_path / "39.yaml"
    link.symlink_to(target)
    assert psra("rac", "validate", link, "--fix").returncode == 0
    assert link.is_symlink()
    assert target.stat().st_mode & 0o777 == 0o640
    assert target.read_bytes() == (LINTS / "RAC107" / "fixed.yaml").read_bytes()


def test_a_remedy_is_shown_as_json_and_as_sarif(psra: Psra, tmp_path: Path) -> None:
    path = tmp_path / "a b.yaml"
    path.write_bytes((LINTS / "RAC107" / "bad.yaml").read_bytes())
    found = next(f for f in json.loads(psra("rac", "validate", path, "--format", "json").stdout) if f["fix"])
    assert (found["code"], found["severity"], found["path"]) == ("RAC107", "error", str(path))
    (edit,) = found["fix"]["edits"]
    lines = path.read_text().splitlines()
    line = lines[edit["line"] - 1]
    lines[edit["line"] - 1] = line[: edit["column"] - 1] + edit["replacement"] + line[edit["end_column"] - 1 :]
    assert "\n".join(lines) + "\n" == (LINTS / "RAC107" / "fixed.yaml").read_text()

    log = json.loads(psra("rac", "validate", path, "--format", "sarif").stdout)
    jsonschema.Draft7Validator(SARIF).validate(log)
    (run,) = log["runs"]
    result = next(result for result in run["results"] if "fixes" in result)
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "RAC107"
    assert "a%20b.yaml" in result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    (change,) = result["fixes"][0]["artifactChanges"]
    assert change["replacements"][0]["insertedContent"]["text"] == edit["replacement"]
    assert run["columnKind"] == "unicodeCodePoints"


def test_nothing_found_is_an_empty_list_in_every_form(psra: Psra) -> None:
    path = LINTS / "RAC201" / "good.yaml"
    warned = {"RAC230"}
    assert {item["code"] for item in json.loads(psra("rac", "validate", path, "--format", "json").stdout)} <= warned
    results = json.loads(psra("rac", "validate", path, "--format", "sarif").stdout)["runs"][0]["results"]
    assert {item["ruleId"] for item in results} <= warned


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["--as-of", "2026-02-30", "."], 2, "2026-02-30 is not a day"),
        (["--as-of", "today", "."], 2, "today is not a day"),
        (["no-such-folder"], 1, "no such file or folder"),
        (["--format", "xml", "."], 2, "xml"),
        ([], 2, "PATH"),
    ],
)
def test_wrong_calls_say_what_is_wrong(psra: Psra, arguments: list[str], status: int, said: str) -> None:
    done = psra("rac", "validate", *arguments)
    assert (done.returncode, done.stdout) == (status, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_lint_of_days_runs_only_on_a_day(psra: Psra) -> None:
    path = LINTS / "RAC221" / "bad.yaml"
    assert " RAC221 " not in psra("rac", "validate", path).stdout
    assert " RAC221 " in psra("rac", "validate", path, "--as-of", TODAY).stdout


def test_bytes_that_are_no_document_are_a_diagnostic(psra: Psra, tmp_path: Path) -> None:
    strange = [b"\xff\xfe", b"", b"{", b"a: &x 1\nb: *x\n", b"rules: " + b"[" * 2000]
    paths = [tmp_path / f"{n}.yaml" for n in range(len(strange))]
    for path, data in zip(paths, strange, strict=True):
        path.write_bytes(data)
    done = psra("rac", "validate", *paths, "--fix")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    for path, data in zip(paths, strange, strict=True):
        assert f"{path}:1:" in done.stdout
        assert path.read_bytes() == data


# What this command's SARIF must hold, cut out of the standard's schema: unknown keys are refused.
_REGION: dict[str, Any] = {
    "type": "object",
    "required": ["startLine", "startColumn", "endLine", "endColumn"],
    "additionalProperties": {"type": "integer", "minimum": 1},
}
_TEXT: dict[str, Any] = {"type": "object", "required": ["text"]}
_ARTIFACT: dict[str, Any] = {"type": "object", "required": ["uri"], "additionalProperties": {"type": "string"}}
SARIF: dict[str, Any] = {
    "type": "object",
    "required": ["$schema", "version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool", "results"],
                "properties": {
                    "columnKind": {"enum": ["unicodeCodePoints"]},
                    "results": {
                        "items": {
                            "type": "object",
                            "required": ["ruleId", "ruleIndex", "level", "message", "locations"],
                            "additionalProperties": False,
                            "properties": {
                                "ruleId": {"type": "string"},
                                "ruleIndex": {"type": "integer", "minimum": 0},
                                "level": {"enum": ["error", "warning"]},
                                "message": _TEXT,
                                "locations": {
                                    "items": {
                                        "properties": {
                                            "physicalLocation": {
                                                "properties": {"artifactLocation": _ARTIFACT, "region": _REGION}
                                            }
                                        }
                                    }
                                },
                                "fixes": {
                                    "items": {
                                        "required": ["artifactChanges"],
                                        "properties": {
                                            "artifactChanges": {
                                                "items": {
                                                    "required": ["artifactLocation", "replacements"],
                                                    "properties": {
                                                        "replacements": {
                                                            "items": {
                                                                "required": ["deletedRegion"],
                                                                "properties": {"deletedRegion": _REGION},
                                                            }
                                                        }
                                                    },
                                                }
                                            }
                                        },
                                    }
                                },
                            },
                        }
                    },
                },
            },
        },
    },
}
