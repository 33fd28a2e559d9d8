"""Fingerprints: nothing is done twice, and whatever counts is counted."""

from __future__ import annotations

from psra_assets.foundation.postgres import Database
from psra_assets.foundation.unit_of_work import unit_of_work
from psra_assets.rule_tables.assets import build_inputs
from psra_assets.rule_tables.fingerprints import combined, is_unchanged, record, state_sha256


def test_a_stage_is_unchanged_only_on_the_same_inputs(platform_db: Database) -> None:
    one, other = combined(["a", "b"]), combined(["b", "a"])
    assert one != other
    with platform_db.connect() as connection:
        with unit_of_work(connection, role="psra_etl") as work:
            assert not is_unchanged(work, "t-stage", one)
            record(work, "t-stage", one)
        with unit_of_work(connection, role="psra_etl") as work:
            assert is_unchanged(work, "t-stage", one)
            assert not is_unchanged(work, "t-stage", other)
            record(work, "t-stage", other)
            assert is_unchanged(work, "t-stage", other)


def test_a_finding_changes_the_state_of_landing(platform_db: Database) -> None:
    with platform_db.connect() as connection, unit_of_work(connection, role="psra_etl") as work:
        before = state_sha256(work, "landing"), state_sha256(work, "law")
        work.execute(
            "insert into landing.findings (source, publisher, dataset, name, code, severity, place, message)"
            " values ('hmrc', 'hmrc', 'rule_sets', 't', 'SRC601', 'error', 't', 't')"
        )
        assert state_sha256(work, "landing") != before[0]
        assert state_sha256(work, "law") == before[1]
        work.execute("delete from landing.findings where name = 't'")


def test_a_build_depends_on_project_landing_and_law() -> None:
    assert len({build_inputs("a", "b"), build_inputs("b", "a"), build_inputs("a", "a")}) == 3
