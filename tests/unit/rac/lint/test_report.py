"""Reports: the export keeps its schema, the page shows plots and words, the command works without a database."""

from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer.testing import CliRunner

from psra.cli.app import app
from psra_assets.foundation.errors import UsageError
from psra_assets.rac.compile.errors import SchemeTwice, UnreadableRuleSets
from psra_assets.rac.lint import lint, report_files
from psra_assets.rac.lint.page import page
from psra_assets.rac.lint.schema import SCHEMA_FILE

from .lists import AS_OF, CTH, published, row

SCHEMA = json.loads(SCHEMA_FILE.read_text())
BAD = [row("3926", "Process Rule."), row("3925", CTH, "However, materials of heading 3901 may be used & <b>so</b>.")]
UK = "data/hmrc/rules_of_origin"


def _written(folder: Path, name: str, *rows: dict[str, Any]) -> Path:
    path = folder / f"{name}.json"
    path.write_text(json.dumps({"rule_sets": list(rows)}))
    return path


def test_the_export_keeps_its_schema() -> None:
    export = lint(published(*BAD)).as_dict()
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(export, SCHEMA)
    assert (
        sum(kind["count"] for kind in export["kinds"]) == len(export["defects"]) == sum(export["severities"].values())
    )


@pytest.mark.parametrize("key", SCHEMA["required"])
def test_the_schema_misses_what_is_missing(key: str) -> None:
    export = lint(published(*BAD)).as_dict()
    del export[key]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(export, SCHEMA)


def test_each_pointer_leads_to_its_words() -> None:
    listed = published(*BAD)
    for defect in lint(listed).defects:
        value: Any = listed.payload
        for part in defect.pointer.strip("/").split("/"):
            value = value[int(part)] if isinstance(value, list) else value[part]
        if defect.pointer.endswith("/rule"):
            assert value in defect.words


def test_the_page_has_plots_words_and_reasons_and_escapes_them() -> None:
    shown = page([lint(published(*BAD)), lint(published(row(), scheme="elsewhere"))])
    assert shown.count("<svg") == 4
    assert "Process Rule." in shown
    assert "&amp; &lt;b&gt;so&lt;/b&gt;" in shown
    assert "Read as a rule of its own" in shown
    assert 'href="gb-nowhere.json"' in shown
    assert page([]).count("<svg") == 4


def test_the_same_reports_give_the_same_page() -> None:
    assert page([lint(published(*BAD))]) == page([lint(published(*BAD))])


def test_files_become_exports_and_one_page(tmp_path: Path) -> None:
    paths = [_written(tmp_path, name, *rows) for name, rows in (("one", BAD), ("two", BAD), ("three", [row()]))]
    packed = tmp_path / "four.json.gz"
    packed.write_bytes(gzip.compress(paths[2].read_bytes()))
    broken = tmp_path / "five.json"
    broken.write_text("{")
    found = report_files([*paths, packed, broken], tmp_path / "out", as_of=AS_OF)
    assert [report.agreement for report in found.reports] == ["gb-one", "gb-two", "gb-three", "gb-four"]
    assert [type(problem) for problem in found.problems] == [UnreadableRuleSets]
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        *(f"gb-{name}.json" for name in ("one", "two", "three", "four")),
        "index.html",
        SCHEMA_FILE.name,
    }
    export = json.loads((tmp_path / "out/gb-one.json").read_bytes())
    [copied] = [defect for defect in export["defects"] if defect["kind"] == "list_twice"]
    assert copied["detail"] == "the same bytes as two"


def test_two_files_of_one_scheme_are_wrong_usage(tmp_path: Path) -> None:
    path = _written(tmp_path, "one", row())
    packed = tmp_path / "one.json.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    with pytest.raises(SchemeTwice):
        report_files([path, packed], tmp_path / "out", as_of=AS_OF)
    assert not (tmp_path / "out").exists()


def test_the_command(tmp_path: Path) -> None:
    notes = tmp_path / "notes" / "introductory_notes"
    notes.mkdir(parents=True)
    (notes / "one_intro.md").write_text("### Note 1\n")
    path = _written(tmp_path, "one", row("5208", "Weaving, see Introductory Note 9."))
    schemes = tmp_path / "schemes.json"
    schemes.write_text('{"schemes": [{"scheme_code": "one", "title": "One", "validity_end_date": "2023-06-18"}]}')
    arguments = ["rac", "report", "hmrc", str(path), "--out", str(tmp_path / "out"), "--articles", str(notes.parent)]
    done = CliRunner().invoke(app, [*arguments, "--schemes", str(schemes), "--as-of", "2026-11-28"])
    assert done.exit_code == 0, done.output
    assert done.stdout == ""
    codes = {defect["code"] for defect in json.loads((tmp_path / "out/gb-one.json").read_bytes())["defects"]}
    assert {"PUB301", "PUB503"} <= codes


@pytest.mark.parametrize(("option", "value"), [("--as-of", "tomorrow"), ("--articles", "absent")])
def test_wrong_options_are_said(tmp_path: Path, option: str, value: str) -> None:
    path = _written(tmp_path, "one", row())
    done = CliRunner().invoke(app, ["rac", "report", "hmrc", str(path), "--out", str(tmp_path / "out"), option, value])
    assert isinstance(done.exception, UsageError)
    assert value in str(done.exception)
    assert not (tmp_path / "out").exists()


def test_a_kind_is_explained_and_listed() -> None:
    explained = CliRunner().invoke(app, ["rac", "explain", "pub301"])
    assert explained.exit_code == 0
    assert "A note is cited" in explained.stdout
    assert "PUB401 Subheadings have no rule" in CliRunner().invoke(app, ["rac", "explain", "--list"]).stdout


def test_what_the_uk_list_has_wrong(shared: Path, tmp_path: Path) -> None:
    """What was counted by hand in the published files (origin.md A.4, the data's provenance), and no more."""
    lists = shared / UK / "roo_schemes_uk"
    named = ("cptpp", "turkey", "canada", "eu", "japan", "new-zealand", "switzerland-liechtenstein", "gsp", "pacific")
    found = report_files(
        [lists / "rule_sets" / f"{scheme}.json.gz" for scheme in named],
        tmp_path,
        as_of=date(2026, 11, 28),
        articles=lists,
        schemes=shared / UK / "roo_schemes_uk.json",
    )
    counts = {report.scheme: report.counts for report in found.reports}
    holes = {
        report.scheme: sum(len(defect.codes) for defect in report.defects if defect.kind.code == "PUB401")
        for report in found.reports
    }
    assert holes == {
        "cptpp": 126, "turkey": 93, "canada": 79, "eu": 8, "japan": 2, "gsp": 19, "pacific": 0, "new-zealand": 0,
        "switzerland-liechtenstein": 0,
    }  # fmt: skip
    assert counts["switzerland-liechtenstein"]["PUB301"] == 31
    assert counts["new-zealand"]["PUB207"] == 75
    assert counts["new-zealand"]["PUB405"] == 1243
    assert (counts["cptpp"]["PUB201"], counts["turkey"]["PUB201"]) == (745, 5)
    assert (counts["eu"]["PUB407"], counts["eu"]["PUB413"]) == (6, 1)
    assert counts["canada"]["PUB408"] == 188
    assert (counts["pacific"]["PUB406"], counts["pacific"]["PUB415"]) == (3, 12)
    assert counts["gsp"]["PUB503"] == 1
    for report in found.reports:
        jsonschema.validate(json.loads((tmp_path / f"{report.agreement}.json").read_bytes()), SCHEMA)


def test_what_the_eu_sides_lists_have_wrong(shared: Path, tmp_path: Path) -> None:
    lists = shared / "data/hmrc/rules_of_origin_xi/rule_sets"
    named = ("gsp", "oct", "turkey", "tunisia", "albania")
    found = report_files(
        [lists / f"{scheme}.json.gz" for scheme in named], tmp_path, as_of=date(2026, 11, 28), prefix="xi"
    )
    counts = {report.scheme: report.counts for report in found.reports}
    assert sum(counts[scheme]["PUB101"] for scheme in named) == 28
    assert counts["gsp"]["PUB414"] == 166
    assert counts["tunisia"]["PUB109"] == 1
    assert counts["albania"]["PUB105"] == 20
