"""Suites as asset checks: what a failure stops, and that what has not changed is not looked at again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import dagster as dg
import pytest

from expectations import LANDED, RULE_TABLES
from psra_assets.checks.gx import Outcome
from psra_assets.checks.suites import _result, check_key, landing_manifest
from psra_assets.foundation.postgres import Database
from psra_assets.resources.postgres import Postgres

pytestmark = pytest.mark.timeout(240)


def _outcome(name: str, *, passed: bool, is_critical: bool) -> Outcome:
    return Outcome(name, passed, is_critical, "why", "" if passed else "['x']")


@pytest.mark.parametrize(
    ("outcomes", "passed", "severity"),
    [
        ([_outcome("a", passed=True, is_critical=True)], True, dg.AssetCheckSeverity.ERROR),
        (
            [_outcome("a", passed=True, is_critical=True), _outcome("b", passed=False, is_critical=False)],
            False,
            dg.AssetCheckSeverity.WARN,
        ),
        (
            [_outcome("a", passed=False, is_critical=True), _outcome("b", passed=False, is_critical=False)],
            False,
            dg.AssetCheckSeverity.ERROR,
        ),
    ],
)
def test_only_what_makes_the_law_wrong_blocks(
    outcomes: list[Outcome], passed: bool, severity: dg.AssetCheckSeverity
) -> None:
    result = _result(check_key(LANDED[0]), outcomes, "0" * 64, 0.0)
    assert result.passed is passed
    assert result.severity == severity
    for outcome in outcomes:
        assert (outcome.name in (result.description or "")) is not outcome.passed


def test_every_suite_has_a_check_of_its_own() -> None:
    keys = {check_key(suite) for suite in (*RULE_TABLES, *LANDED)}
    assert len(keys) == len(RULE_TABLES) + len(LANDED)
    assert {key.name for key in map(check_key, RULE_TABLES)} == {"great_expectations"}


@pytest.fixture
def instance() -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.ephemeral() as instance:
        yield instance


def _evaluations(instance: dg.DagsterInstance) -> dict[str, Any]:
    manifest = dg.AssetSpec(["raw", "landing", "manifest"])
    definitions = dg.Definitions(
        assets=[manifest],
        asset_checks=[landing_manifest],
        jobs=[dg.define_asset_job("look", selection=dg.AssetSelection.checks(landing_manifest))],
        resources={"postgres": Postgres()},
    )
    result = definitions.resolve_job_def("look").execute_in_process(instance=instance)
    return {evaluation.check_name: evaluation for evaluation in result.get_asset_check_evaluations()}


@pytest.mark.slow
def test_what_has_not_changed_is_not_looked_at_again_and_says_the_same(
    platform_db: Database, instance: dg.DagsterInstance
) -> None:
    refused = (
        "insert into landing.findings (source, publisher, dataset, name, code, severity, place, message)"
        " values ('hmrc', 'hmrc', 'rule_sets', 'uk/atlantis', 'SRC620', 'error', %s, 'No JSON.') returning finding_id"
    )
    with platform_db.connect(autocommit=True) as connection:
        connection.execute(refused, ["atlantis.json"])
        try:
            first, again = _evaluations(instance), _evaluations(instance)
            connection.execute(refused, ["avalon.json"])
            changed = _evaluations(instance)
        finally:
            connection.execute("delete from landing.findings where name = 'uk/atlantis'")
    findings = "great_expectations_findings"
    assert set(first) == {findings, "great_expectations_objects"}
    for evaluations, is_unchanged in ((first, False), (again, True), (changed, False)):
        for evaluation in evaluations.values():
            assert evaluation.metadata["is_unchanged"].value is is_unchanged
        assert evaluations[findings].passed is False
        assert evaluations[findings].severity == dg.AssetCheckSeverity.WARN
        assert "no_file_was_refused" in evaluations[findings].description
        assert evaluations["great_expectations_objects"].passed
