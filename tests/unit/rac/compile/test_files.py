"""Files in, folders of canonical documents out."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from pathlib import Path

import pytest
import rfc8785

from psra_assets.rac.compile import compile_files, files
from psra_assets.rac.compile.errors import NothingToCompile, SchemeTwice

from .test_rows import rule, rule_set

PAYLOAD = json.dumps({"rule_sets": [rule_set("3926", rule("CTH."), rule("Made by moonlight.", "or"))]}).encode()


def put(path: Path, data: bytes = PAYLOAD) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def test_plain_and_gzip(tmp_path: Path) -> None:
    paths = [put(tmp_path / "in/japan.json"), put(tmp_path / "in/new-zealand.json.gz", gzip.compress(PAYLOAD))]
    told: list[str] = []
    summary = compile_files(paths, tmp_path / "out", report=tmp_path / "out/report.json", progress=told.append)
    assert told == ["gb-japan", "gb-new-zealand"]
    assert not summary.failed
    assert [(s.agreement, s.compiled, s.attested, s.quarantined) for s in summary.schemes] == [
        ("gb-japan", 1, 0, 1),
        ("gb-new-zealand", 1, 0, 1),
    ]
    data = (tmp_path / "out/gb-japan/39.json").read_bytes()
    assert rfc8785.dumps(json.loads(data)) == data
    assert (
        json.loads(data)["sources"]["list"]["sha256"]
        == json.loads((tmp_path / "out/gb-new-zealand/39.json").read_bytes())["sources"]["list"]["sha256"]
    )
    report = json.loads((tmp_path / "out/report.json").read_bytes())
    assert [scheme["scheme"] for scheme in report["schemes"]] == ["japan", "new-zealand"]
    first = report["schemes"][0]
    assert first["totals"] == {"compiled": 1, "attested": 0, "quarantined": 1}
    assert {key: value for key, value in first["rules"][0].items() if key != "tree"} == {
        "heading": "3926",
        "min": "3926000000",
        "max": "3926999999",
        "index": 0,
        "text": "CTH.",
        "state": "compiled",
        "reason": None,
        "english": "production from non-originating materials of any heading, except that of the product",
    }
    assert first["characters"]["leaf"] == len("CTH")
    assert first["rules"][0]["tree"]["type"] == "CTH"
    assert first["rules"][1]["tree"] is None


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    path = put(tmp_path / "japan.json")
    for name in ("a", "b"):
        compile_files([path], tmp_path / name)
    assert (tmp_path / "a/gb-japan/39.json").read_bytes() == (tmp_path / "b/gb-japan/39.json").read_bytes()


def test_a_run_replaces_what_stood_there(tmp_path: Path) -> None:
    compile_files([put(tmp_path / "japan.json")], tmp_path / "out", prefix="xi")
    (tmp_path / "out/xi-japan/99.json").write_text("old")
    compile_files([tmp_path / "japan.json"], tmp_path / "out", prefix="xi")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["xi-japan"]
    assert [path.name for path in (tmp_path / "out/xi-japan").iterdir()] == ["39.json"]


def zipped() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("japan.json", PAYLOAD)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("bad.json", b'{"rule_sets": [', "bad.json:1:16: SRC690 the file is no JSON"),
        ("bad.json", b'{"rule_sets": "\xff"}', "SRC690 the file is not UTF-8"),
        ("bad.json.gz", gzip.compress(PAYLOAD, mtime=0)[:40], "SRC690 the gzip data is broken"),
        ("bad.json.gz", zipped(), "SRC690 this is a ZIP archive. Unpack it first."),
        ("bad.json", b"[]", "bad.json: SRC690 a list `rule_sets` is expected."),
        ("bad.json", None, "SRC690 the file cannot be read"),
    ],
)
def test_a_bad_file_is_told_and_the_others_go_on(tmp_path: Path, name: str, data: bytes | None, words: str) -> None:
    bad = tmp_path / name
    if data is not None:
        put(bad, data)
    summary = compile_files([bad, put(tmp_path / "japan.json")], tmp_path / "out")
    assert summary.failed
    assert words in str(summary.problems[0])
    assert [scheme.agreement for scheme in summary.schemes] == ["gb-japan"]


def test_wrong_usage_writes_nothing(tmp_path: Path) -> None:
    path = put(tmp_path / "japan.json")
    other = put(tmp_path / "old/japan.json.gz", gzip.compress(PAYLOAD))
    with pytest.raises(SchemeTwice, match=r"would both be gb-japan"):
        compile_files([path, other], tmp_path / "out")
    with pytest.raises(NothingToCompile, match="no file was given"):
        compile_files([], tmp_path / "out")
    with pytest.raises(NothingToCompile, match="does not name a scheme"):
        compile_files([put(tmp_path / "japan.txt")], tmp_path / "out")
    with pytest.raises(NothingToCompile, match="no prefix"):
        compile_files([path], tmp_path / "out", prefix="G B")
    with pytest.raises(NothingToCompile, match="no folder"):
        compile_files([path], tmp_path / "out", articles=tmp_path / "none")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("packed", [False, True])
def test_articles_as_folder_or_archive(tmp_path: Path, packed: bool) -> None:
    files = {"articles/eu/tolerances.md": b"words", "introductory_notes/eu_intro.md": b"HS 2017"}
    folder = tmp_path / "articles"
    folder.mkdir()
    if packed:
        with tarfile.open(folder / "articles.tar.gz", "w:gz") as tar:
            for name, data in files.items():
                member = tarfile.TarInfo(name)
                member.size = len(data)
                tar.addfile(member, io.BytesIO(data))
    else:
        for name, data in files.items():
            put(folder / name, data)
    summary = compile_files([put(tmp_path / "eu.json")], tmp_path / "out", articles=folder)
    assert not summary.failed
    general = json.loads((tmp_path / "out/gb-eu/agreement.json").read_bytes())
    assert general["kind"] == "agreement"


def test_many_files_are_shared_out_with_the_same_result(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [put(tmp_path / f"in/scheme-{n}.json") for n in range(12)]
    paths.append(put(tmp_path / "in/broken.json", b"{"))
    results = []
    for folder, files_a_worker in (("shared", 6), ("alone", 100)):
        monkeypatch.setattr(files, "_FILES_A_WORKER", files_a_worker)
        told: list[str] = []
        out = tmp_path / folder
        summary = compile_files(paths, out, report=out / "report.json", progress=told.append)
        assert told == [f"gb-{path.stem}" for path in paths]
        assert [problem.code for problem in summary.problems] == ["SRC690"]
        written = {str(path.relative_to(out)): path.read_bytes() for path in sorted(out.rglob("*.json"))}
        results.append((written, [str(problem) for problem in summary.problems], summary.schemes, summary.reasons))
    assert results[0] == results[1]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is no JSON"),
        (b"[" * 100_000, "is no JSON"),
        (b'{"rule_sets": [{"min": ' + b"9" * 6000 + b"}]}", "is no JSON"),
        (b'{"rule_sets": {}}', "a list `rule_sets` is expected"),
        (b'{"rule_sets": [null]}', "a list `rules` is expected"),
        (b'{"rule_sets": [{"rules": [{"rule": 5}]}]}', "a text `rule` is expected"),
        (b'{"rule_sets": [{"rules": [{}]}]}', "a text `rule` is expected"),
        (b'{"rule_sets": [{"rules": [{"rule": "CTH \\ud800"}]}]}', "no Unicode"),
    ],
)
def test_an_unreadable_file_is_a_problem_with_its_code(tmp_path: Path, data: bytes, said: str) -> None:
    summary = compile_files([put(tmp_path / "odd.json", data)], tmp_path / "out")
    (problem,) = summary.problems
    assert problem.code == "SRC690"
    assert said in str(problem)


@pytest.mark.parametrize(
    "flags",
    [{"class": 5}, {"class": "CTH"}, {"footnotes": 5}, {"footnotes": None}, {"quota": "yes"}, {"rule": None}],
)
def test_odd_values_beside_the_words_stop_nothing(tmp_path: Path, flags: dict[str, object]) -> None:
    payload = {"rule_sets": [rule_set("3926", rule("CTH.", **flags))]} if "rule" not in flags else None
    payload = payload or {"rule_sets": [rule_set("3926", {**rule("CTH."), **flags})]}
    summary = compile_files([put(tmp_path / "odd.json", json.dumps(payload).encode())], tmp_path / "out")
    assert not summary.failed
    (counts,) = summary.schemes
    assert counts.compiled + counts.quarantined == 1
