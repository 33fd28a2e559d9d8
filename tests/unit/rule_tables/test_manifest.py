"""The manifest is parsed when the project's files change, and only then."""

from __future__ import annotations

from pathlib import Path

import pytest

from psra_assets.rule_tables import manifest
from psra_assets.rule_tables.manifest import ManifestUnavailable, ensure_manifest, project_sha256


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "one.sql").write_text("select 1")
    for name in ("dbt_project.yml", "profiles.yml"):
        (tmp_path / name).write_text("name: t")
    return tmp_path


def test_the_digest_changes_with_names_and_contents_only(project: Path) -> None:
    first = project_sha256(project)
    (project / "target").mkdir()
    (project / "target" / "manifest.json").write_text("{}")
    (project / "models" / "notes.txt").write_text("no model")
    assert project_sha256(project) == first
    (project / "models" / "one.sql").write_text("select 2")
    second = project_sha256(project)
    (project / "models" / "one.sql").rename(project / "models" / "two.sql")
    assert len({first, second, project_sha256(project)}) == 3


def test_it_is_parsed_once_and_again_after_a_change(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    parsed = []

    def parse(folder: Path) -> None:
        parsed.append(folder)
        (folder / "target" / "manifest.json").write_text("{}")

    monkeypatch.setattr(manifest, "_parse", parse)
    assert ensure_manifest(project) == project / "target" / "manifest.json"
    assert "parsing the dbt project" in capsys.readouterr().err
    ensure_manifest(project)
    assert len(parsed) == 1
    assert capsys.readouterr().err == ""
    (project / "models" / "one.sql").write_text("select 3")
    ensure_manifest(project)
    assert len(parsed) == 2


@pytest.mark.slow
def test_a_project_that_does_not_parse_is_named_with_dbts_words(project: Path) -> None:
    with pytest.raises(ManifestUnavailable, match=r"SRV521 dbt parse failed: [\s\S]*profile") as caught:
        ensure_manifest(project)
    assert caught.value.place == str(project)
    assert not (project / "target" / "manifest.sha256").exists()
