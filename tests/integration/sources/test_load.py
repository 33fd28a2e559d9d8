"""Loads into a real database: one transaction an object, idempotent, replaced by name, failures contained."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest

from psra_assets.foundation.unit_of_work import unit_of_work
from psra_assets.sources import load
from psra_assets.sources.fetch import Ingested, ingest
from psra_assets.sources.landing import LandingStore
from psra_assets.sources.taric.parse_xml import parse_increment
from psra_assets.sources.taric.state import TaricState
from tests.unit.sources.builders import envelope, measure, record, rule, rule_file, rule_set, zipped

NOW = datetime(2026, 11, 24, tzinfo=UTC)
Connection = psycopg.Connection[Any]
Run = Callable[..., Ingested]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Ingest a folder that is written first; the store stays the same from run to run."""
    store = LandingStore(tmp_path / "landing")
    counter = iter(range(100))

    def ingested(files: dict[str, bytes] | str) -> Ingested:
        if isinstance(files, str):
            return ingest(files, store, now=NOW)
        root = tmp_path / f"data{next(counter)}"
        for name, content in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(content)
        return ingest(root, store, now=NOW)

    return ingested


def rows(connection: Connection, query: str) -> list[Any]:
    return connection.execute(query).fetchall()


def test_the_bundled_sample_is_loaded_once(landing_db: Connection, run: Run) -> None:
    ingested = run("bundled")
    report = load.load_ingested(landing_db, ingested)
    assert (report.loaded, report.skipped, report.failed) == (len(ingested.objects), 0, ())
    assert report.rows["hmrc_schemes"] == 4
    again = load.load_ingested(landing_db, run("bundled"))
    assert (again.loaded, again.skipped, again.row_count) == (0, len(ingested.objects), 0)
    assert rows(landing_db, "select count(*) from landing.current_hmrc_rules") == [(report.rows["hmrc_rules"],)]
    assert rows(landing_db, "select distinct publisher from landing.current_objects") == [("psra-sample",)]
    assert rows(landing_db, "select count(*) from landing.taric_measures where is_preferential") == [(8,)]
    assert rows(
        landing_db,
        "select language, description, valid_from::text from landing.taric_descriptions "
        "where goods_code = '3926000000'",
    ) == [("EN", "Other plastic goods", "2022-01-01")]


def test_a_run_replaces_the_schemes_that_it_contains_and_keeps_the_others(landing_db: Connection, run: Run) -> None:
    load.load_ingested(landing_db, run("bundled"))
    real = run({"hmrc/rule_sets/eu.json": rule_file(rule_set()), "hmrc/roo_schemes_uk.json": b'{"schemes": []}'})
    load.load_ingested(landing_db, real)
    query = "select distinct publisher, scheme from landing.current_hmrc_rules order by scheme"
    assert rows(landing_db, query) == [
        ("psra-sample", "canada"), ("hmrc", "eu"), ("psra-sample", "japan"), ("psra-sample", "south-korea"),
    ]  # fmt: skip
    assert rows(landing_db, "select count(*) from landing.current_hmrc_schemes") == [(4,)]


def test_going_back_to_earlier_bytes_reactivates_them(landing_db: Connection, run: Run) -> None:
    first, second = rule_file(rule_set()), rule_file(rule_set(rules=[rule("CTSH.")]))
    for content, text in ((first, "CTH."), (second, "CTSH."), (first, "CTH.")):
        report = load.load_hmrc_rules(landing_db, run({"hmrc/eu.json": content}).objects)
        assert rows(landing_db, "select rule_text from landing.current_hmrc_rules") == [(text,)]
    assert (report.loaded, report.skipped) == (0, 1)
    assert rows(landing_db, "select count(*) from landing.hmrc_rules") == [(2,)]


def test_real_tables_hide_the_sample(landing_db: Connection, run: Run) -> None:
    load.load_ingested(landing_db, run("bundled"))
    listed = b"section,hscode,description\nVII,39,Plastics\n"
    load.load_ingested(
        landing_db, run({"hs/hs.csv": listed, "taric/TGB1.xml": envelope(record("measure", measure()), number="1")})
    )
    assert rows(landing_db, "select distinct publisher, code from landing.current_wco_hs_codes") == [
        ("open-data-hs", "39")
    ]
    assert rows(landing_db, "select publisher, measure_sid from landing.taric_measures") == [("eu-taric", 1)]
    assert rows(landing_db, "select distinct publisher from landing.current_wco_correlations") == [("psra-sample",)]


def test_a_file_that_breaks_midway_leaves_no_row_and_the_last_good_one_in_force(
    landing_db: Connection, run: Run
) -> None:
    good = envelope(record("measure", measure()), number="1")
    records = [record("measure", measure(str(n)), number=n) for n in range(1, 3000)]
    broken = envelope(*records, number="2")[:-200]
    load.load_ingested(landing_db, run({"taric/TGB1.xml": good}))
    report = load.load_ingested(
        landing_db, run({"taric/TGB1.xml": broken, "taric/TGB3.xml": good, "hmrc/eu.json": rule_file(rule_set())})
    )
    assert report.failed == ("taric/TGB1.xml",)
    assert report.loaded == 2
    in_force = "select name, row_count from landing.current_objects where source = 'taric' order by 1"
    assert rows(landing_db, in_force) == [
        ("TGB1", 1), ("TGB3", 1),
    ]  # fmt: skip
    code, severity, place, load_id = rows(
        landing_db, "select code, severity, place, load_id from landing.current_findings where source = 'taric'"
    )[0]
    assert (code, severity, load_id) == ("SRC640", "error", None)
    assert place.startswith("taric/TGB1.xml:3")
    repaired = load.load_ingested(landing_db, run({"taric/TGB1.xml": envelope(*records, number="2")}))
    assert (repaired.loaded, repaired.rows) == (1, {"taric_records": 2999})
    assert rows(landing_db, "select count(*) from landing.current_findings") == [(0,)]


def test_rows_that_the_database_refuses_are_a_finding(landing_db: Connection, run: Run) -> None:
    nul = rule_file(rule_set(rules=[rule("CTH\x00.")]))
    ingested = run({"hmrc/bad.json": nul, "hmrc/good.json": rule_file(rule_set())})
    report = load.load_ingested(landing_db, ingested)
    assert [(finding.code, finding.place) for finding in report.findings] == [("SRC680", "hmrc/bad.json")]
    assert rows(landing_db, "select scheme from landing.current_hmrc_rules") == [("good",)]


def test_findings_stay_with_the_object_and_its_place(landing_db: Connection, run: Run) -> None:
    files = {
        "hmrc/gsp.json": rule_file(rule_set(), rule_set(min="1506and1520")),
        "hmrc/cds.gzip": zipped({"export.xml": b"<TariffHistoryResponse/>"}),
        "hmrc/broken.json.gz": gzip.compress(b"{}" * 100)[:20],
    }
    query = "select code, severity, place, object_sha256 is null from landing.current_findings order by code"
    expected = [
        ("SRC602", "error", "hmrc/broken.json.gz", True),
        ("SRC605", "warning", "hmrc/cds.gzip", True),
        ("SRC622", "warning", "hmrc/gsp.json#/rule_sets/1/min", False),
    ]
    for _ in range(2):
        load.load_ingested(landing_db, run(files))
        assert rows(landing_db, query) == expected
    assert rows(landing_db, "select is_range_valid from landing.hmrc_rules order by set_ordinal") == [(True,), (False,)]
    load.load_ingested(landing_db, run({"hmrc/gsp.json": rule_file(rule_set())}))
    assert rows(landing_db, query) == []


def test_the_view_of_the_state_is_the_reference(landing_db: Connection, run: Run) -> None:
    first = envelope(record("measure", measure()), record("measure", measure("2"), number=2), number="9")
    second = envelope(
        record("measure", measure(area="JP"), update="1"),
        record("measure", measure("2"), update="2", number=2),
        number="10",
    )
    state = TaricState()
    for data in (first, second):
        state.apply(parse_increment(data, place="x", defects=[]), place="x", defects=[])
    load.load_taric_increments(landing_db, run({"taric/b.xml": second}).objects)
    load.load_taric_increments(landing_db, run({"taric/a.xml": first}).objects)
    found = rows(landing_db, "select element, record_key, payload from landing.taric_state")
    assert found == [(r.element, r.record_key, r.payload) for r in state]
    assert rows(landing_db, "select geographical_area from landing.taric_measures") == [("JP",)]


def test_history_is_never_in_force_with_the_present(landing_db: Connection, run: Run) -> None:
    data = rule_file(rule_set())
    load.load_ingested(landing_db, run({"hmrc/eu.json": data, "hmrc/x_history/2025-04-09/eu.json": data}))
    query = "select dataset, published_on::text, scheme from landing.{}_hmrc_rules"
    assert rows(landing_db, query.format("current")) == [("rule_sets", None, "eu")]
    assert rows(landing_db, query.format("historic")) == [("rule_sets_history", "2025-04-09", "eu")]


def test_it_works_inside_a_transaction_and_writes_as_etl(landing_db: Connection, run: Run) -> None:
    with unit_of_work(landing_db, role="psra_etl") as connection:
        report = load.load_ingested(
            connection, run({"hmrc/eu.json": rule_file(rule_set()), "hmrc/bad.json": b'{"rule_sets": 1}'})
        )
        assert (report.loaded, report.failed) == (1, ("hmrc/bad.json",))
    assert rows(landing_db, "select count(*) from landing.current_hmrc_rules") == [(1,)]


def test_every_kind_has_its_load(landing_db: Connection, run: Run) -> None:
    api = {"data": {"id": "1", "type": "chapter", "attributes": {"goods_nomenclature_item_id": "3900000000"}}}
    objects = [
        *run("bundled").objects,
        *run(
            {"hmrc/chapter.json": json.dumps(api).encode(), "hmrc/areas_area_associations.json": b'{"1013": "eu"}'}
        ).objects,
    ]
    loads = (
        load.load_hmrc_schemes, load.load_hmrc_rules, load.load_hmrc_documents, load.load_hmrc_nomenclature,
        load.load_hmrc_cds, load.load_taric_increments, load.load_taric_workbooks, load.load_wco_nomenclature,
        load.load_wco_correlations,
    )  # fmt: skip
    assert [call(landing_db, objects).loaded for call in loads] == [2, 4, 1, 1, 0, 1, 1, 2, 3]


def test_progress_counts_objects(landing_db: Connection, run: Run) -> None:
    seen: list[tuple[str, int, int]] = []
    load.load_ingested(
        landing_db, run({"hmrc/eu.json": rule_file(rule_set())}), progress=lambda *step: seen.append(step)
    )
    assert seen == [("load", 1, 1)]


def test_a_lost_landing_file_is_a_finding(landing_db: Connection, run: Run) -> None:
    ingested = run({"hmrc/eu.json": rule_file(rule_set())})
    ingested.objects[0].path.unlink()
    report = load.load_objects(landing_db, ingested.objects)
    assert [finding.code for finding in report.findings] == ["SRC615"]
