"""The main job, headless, on the bundled sample: what it publishes, what it skips, and what stops it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

from psra_assets.automation.summary import RunSummary
from psra_assets.foundation.postgres import Database
from psra_assets.foundation.rulebook import load_rulebook
from psra_assets.foundation.settings import SAMPLE_TENANT
from psra_assets.foundation.unit_of_work import unit_of_work
from psra_assets.sources.errors import Unreadable
from tests.integration.dagster.conftest import RunJob

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900), pytest.mark.xdist_group("dagster")]

BAD_RANGE = {"from_code": "392699", "to_code": "392600"}
BAD_DOCUMENT = {"rule": '{"id": "another rule", "criterion": {"type": "CTH"}, "source": {"id": "list"}}'}


def _published(db: Database) -> tuple[Any, ...]:
    """What serving sees: release, rules, agreements."""
    with db.connect() as connection, unit_of_work(connection, role="psra_app") as work:
        row = work.execute(
            "select (select release_id from published_v1.current_release) as release_id,"
            " (select count(*) from published_v1.rules) as rules,"
            " (select string_agg(rule_sha256, ' ' order by rule_id) from published_v1.rules) as digests,"
            " (select count(*) from published_v1.agreements) as agreements"
        ).fetchone()
    assert row is not None
    return tuple(row.values())


@contextmanager
def _bad_rule(db: Database, spoiled: dict[str, str]) -> Iterator[None]:
    """A rule that is spoiled as it comes into ``law``; closed again afterwards, as only a new version could."""
    columns = (
        "agreement_id, publisher, hs_edition, printed_edition, heading, from_code, to_code, row_kind, state, reason,"
        " is_verified, valid_from, valid_to, ordinal, header, sources, rule, rule_sha256"
    )
    chosen = ", ".join(f"%({c})s" if c in spoiled else c for c in columns.split(", "))
    with db.connect() as connection, unit_of_work(connection, role="psra_etl") as work:
        inserted = work.execute(
            f"insert into law.rules (rule_id, {columns}) select agreement_id || ':hs2017:3926~99', {chosen}"
            " from law.rules where recorded_to is null and state = 'compiled' order by rule_id limit 1",
            spoiled,
        )
        assert inserted.rowcount == 1
    yield
    with db.connect() as connection, unit_of_work(connection, role="psra_etl") as work:
        work.execute(
            "update law.rules set recorded_to = clock_timestamp() where rule_id like '%~99' and recorded_to is null"
        )


def test_the_sample_is_published_and_decided(first_run: RunSummary, platform_db: Database) -> None:
    assert first_run.why_not_published is None
    assert first_run.release_id == 1
    counts = {item.agreement: item for item in first_run.agreements}
    assert {"eu-gb", "gb-eu", "gb-japan", "gb-canada", "gb-south-korea"} <= set(counts)
    assert all(item.compiled + item.attested > 0 for item in counts.values())
    assert first_run.verdicts["originating"] > 0
    assert first_run.verdicts["non_originating"] > 0
    release, rules, _, agreements = _published(platform_db)
    assert release == 1
    assert rules == sum(item.compiled + item.attested + item.quarantined for item in first_run.agreements)
    assert agreements >= 5
    with platform_db.connect() as connection, unit_of_work(connection, role="psra_app", tenant=SAMPLE_TENANT) as work:
        kept = work.execute("select verdict, count(*) as n from app.determinations group by verdict").fetchall()
    assert {row["verdict"]: row["n"] for row in kept} == {k: v for k, v in first_run.verdicts.items() if v}


def test_what_is_compiled_from_the_sample_is_marked(
    first_run: RunSummary, db_connection: psycopg.Connection[Any]
) -> None:
    publishers = db_connection.execute(
        "select agreement_id like 'gb-%', array_agg(distinct publisher) from published_v1.rules group by 1"
    ).fetchall()
    assert dict(publishers) == {True: ["psra-sample"], False: ["psra"]}


def test_every_stage_says_rows_and_time(first_run: RunSummary) -> None:
    stages = {stage.name: stage for stage in first_run.stages}
    for name in (
        "raw/hmrc/rules_of_origin",
        "raw/taric/increments",
        "raw/wco/correlations",
        "rac/authored/documents",
        "rac/hmrc/rules",
        "rac/law/rules",
        "dbt build",
        "great expectations",
        "published/law/releases",
        "determinations/sample/portfolio",
    ):
        assert stages[name].seconds > 0, name
        assert not stages[name].skipped, name
    assert stages["rac/hmrc/rules"].rows


def test_a_second_run_redoes_nothing(first_run: RunSummary, run_job: RunJob, platform_db: Database) -> None:
    before = _published(platform_db)
    started = time.process_time()
    again = run_job()
    assert time.process_time() - started < 30
    assert again.release_id == first_run.release_id
    assert again.why_not_published is None
    busy = {stage.name for stage in again.stages if not stage.skipped}
    assert busy <= {"raw/landing/manifest"}
    assert again.verdicts == first_run.verdicts
    assert _published(platform_db) == before


@pytest.mark.parametrize(
    ("spoiled", "named"), [(BAD_RANGE, "ordered_fct_rules_from_code__to_code"), (BAD_DOCUMENT, "great_expectations")]
)
def test_a_bad_row_stops_publication_and_the_last_good_release_serves(
    first_run: RunSummary, run_job: RunJob, platform_db: Database, spoiled: dict[str, str], named: str
) -> None:
    before = _published(platform_db)
    with _bad_rule(platform_db, spoiled):
        stopped = run_job()
        assert stopped.release_id is None
        assert named in str(stopped.why_not_published)
        assert stopped.verdicts == {}
        assert _published(platform_db) == before
        with platform_db.connect() as connection:
            assert load_rulebook(connection).release_id == before[0]
    mended = run_job()
    assert mended.why_not_published is None
    assert mended.release_id is not None
    assert mended.release_id > before[0]
    assert _published(platform_db)[1:] == before[1:]


def test_a_landed_source_that_would_be_misread_stops_publication(
    first_run: RunSummary, run_job: RunJob, platform_db: Database, tmp_path: Path
) -> None:
    before = _published(platform_db)
    rules = [
        {"rule": words, "class": [], "footnotes": [], "operator": operator}
        for words, operator in (("CTH.", None), ("MaxNOM 50 % (EXW).", "unless"))
    ]
    rule_set = {"heading": "3926", "subdivision": "", "min": "3926000000", "max": "3926999999", "rules": rules}
    folder = tmp_path / "hmrc" / "rule_sets"
    folder.mkdir(parents=True)
    (folder / "japan.json").write_text(json.dumps({"rule_sets": [rule_set]}))
    stopped = run_job(str(tmp_path))
    assert stopped.release_id is None
    assert "great_expectations_hmrc_rules" in str(stopped.why_not_published)
    assert "known_operator" in str(stopped.why_not_published)
    assert _published(platform_db) == before
    assert run_job().why_not_published is None
    assert _published(platform_db)[1:] == before[1:]


def test_dbt_owns_nothing_that_the_application_may_write(first_run: RunSummary, platform_db: Database) -> None:
    with (
        platform_db.connect() as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
        unit_of_work(connection, role="psra_app") as work,
    ):
        work.execute("select 1 from marts.fct_rules")


@pytest.mark.parametrize("name", ["absent", "empty"])
def test_a_wrong_folder_is_said_before_anything_runs(run_job: RunJob, tmp_path: Path, name: str) -> None:
    if name == "empty":
        (tmp_path / name).mkdir()
    with pytest.raises(Unreadable, match="SRC601"):
        run_job(str(tmp_path / name))
