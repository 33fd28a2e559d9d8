"""Reports on what is landed: made once for the same inputs, removed with their lists, shown by the asset."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import dagster as dg
import pytest

from psra_assets.foundation.settings import settings
from psra_assets.rac import defects
from psra_assets.rac.defect_asset import hmrc_defects
from psra_assets.rac.defects import report_current
from psra_assets.rac.lint import Report, lint
from psra_assets.resources.clock import Clock
from psra_assets.resources.postgres import Postgres

from .lists import AS_OF, CTH, published, row

SOUND = {"rule_sets": [row()]}
BAD = {"rule_sets": [row("3926", "Process Rule.")]}


class _Landed:
    """Stands for the connection: lists in force, one list of schemes, legal texts."""

    def __init__(self, lists: dict[str, Any], schemes: Any = None, notes: dict[str, str] | None = None) -> None:
        self._lists = [{**self._object(payload), **self._named(name)} for name, payload in lists.items()]
        self._schemes = [{**self._object(schemes), "edition": "uk"}] if schemes else []
        self._notes = [
            {
                "kind": "introductory_note",
                "scheme": scheme,
                "document": f"{scheme}_intro",
                "document_text": text,
                "document_sha256": hashlib.sha256(text.encode()).hexdigest(),
            }
            for scheme, text in (notes or {}).items()
        ]

    @staticmethod
    def _named(name: str) -> dict[str, str]:
        edition, scheme = name.split("/")
        return {"edition": edition, "scheme": scheme}

    @staticmethod
    def _object(payload: Any) -> dict[str, str]:
        data = json.dumps(payload).encode()
        sha256 = hashlib.sha256(data).hexdigest()
        path = settings().landing_dir / sha256[:2] / sha256
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return {"sha256": sha256, "url": "landed.json"}

    def execute(self, statement: str, parameters: Any = None) -> Any:
        if parameters is not None:
            rows = self._notes if parameters == ["uk"] else []
        else:
            rows = self._lists if statement == defects._LISTS else self._schemes
        return SimpleNamespace(fetchall=lambda: rows) if parameters is None else iter(rows)


def _report(folder: Path, landed: _Landed, day: date = AS_OF) -> tuple[list[str], dict[str, Report]]:
    done = report_current(landed, folder, day, lambda *_: None)  # type: ignore[arg-type]
    assert not done.failures
    return done.made, {report.agreement: report for report in done.reports}


def test_a_report_read_back_is_the_report() -> None:
    report = lint(published(row("3926", "Process Rule."), row("3926"), row("3926", CTH, CTH)))
    assert report.defects
    assert Report.read(json.loads(json.dumps(report.as_dict()))) == report


def test_reports_are_made_once_for_the_same_inputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    landed = _Landed({"uk/t-one": BAD, "xi/t-two": SOUND})
    made, first = _report(tmp_path, landed)
    assert made == ["gb-t-one", "xi-t-two"]
    assert first["gb-t-one"].counts["PUB207"] == 1
    made, again = _report(tmp_path, landed)
    assert made == []
    assert again == first
    made, changed = _report(tmp_path, _Landed({"uk/t-one": SOUND, "xi/t-two": SOUND}))
    assert made == ["gb-t-one"]
    assert changed["gb-t-one"].counts["PUB207"] == 0
    assert _report(tmp_path, _Landed({"uk/t-one": SOUND, "xi/t-two": SOUND}), date(2026, 11, 29))[0] == [
        "gb-t-one",
        "xi-t-two",
    ]
    monkeypatch.setattr(defects, "linter_sha256", lambda: "another linter")
    assert len(_report(tmp_path, _Landed({"xi/t-two": SOUND}))[0]) == 1
    assert {path.name for path in tmp_path.glob("*-t-*.json")} == {"xi-t-two.json"}, "a list that is gone has no report"


def test_notes_and_schemes_beside_the_list_count(tmp_path: Path) -> None:
    words = {"rule_sets": [row("5208", "Weaving, see Introductory Note 9.")]}
    schemes = {"schemes": [{"scheme_code": "t-one", "title": "One", "validity_end_date": "2023-06-18"}]}
    made, reports = _report(tmp_path, _Landed({"uk/t-one": words}, schemes, {"t_one": "### Note 1\n"}))
    assert made == ["gb-t-one"]
    assert {"PUB301", "PUB503"} <= set(reports["gb-t-one"].counts)
    made, reports = _report(tmp_path, _Landed({"uk/t-one": words}, schemes, {"t_one": "### Note 9\n"}))
    assert made == ["gb-t-one"]
    assert "PUB301" not in reports["gb-t-one"].counts


def test_a_list_that_cannot_be_read_stops_no_other(tmp_path: Path) -> None:
    landed = _Landed({"uk/t-bad": {"rule_sets": 1}, "uk/t-one": BAD})
    done = report_current(landed, tmp_path, AS_OF, lambda *_: None)  # type: ignore[arg-type]
    assert [report.agreement for report in done.reports] == ["gb-t-one"]
    assert "SRC690" in done.failures["gb-t-bad"]


class _Fake(Postgres):
    """The resource, over two lists."""

    @contextmanager
    def transaction(self) -> Iterator[Any]:
        yield _Landed({"uk/t-one": BAD, "uk/t-two": SOUND})


def test_the_asset_shows_plots_tables_and_where_the_page_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(defects, "settings", lambda: SimpleNamespace(home=tmp_path))
    resources = {"postgres": _Fake(), "clock": Clock(fixed="2026-11-28T08:00:00+00:00")}
    with dg.DagsterInstance.ephemeral() as instance:
        result = dg.materialize([hmrc_defects], instance=instance, resources=resources)
        again = dg.materialize([hmrc_defects], instance=instance, resources=resources)
    [shown] = result.asset_materializations_for_node("rac__hmrc__defects")
    metadata = {key: value.value for key, value in shown.metadata.items()}
    for picture in ("by list", "by kind", "which list has what"):
        assert metadata[picture].startswith(f"![{'kinds' if 'what' in picture else 'defects'}")
        assert "data:image/svg+xml;base64," in metadata[picture]
    assert "PUB207" in metadata["kinds"]
    assert "| gb-t-two | 1 |" in metadata["lists by errors"]
    assert metadata["warning"] == 1
    assert Path(metadata["page"]).read_text().count("<svg") == 4
    [shown] = again.asset_materializations_for_node("rac__hmrc__defects")
    assert shown.metadata["is_unchanged"].value is True
