"""Suites as asset checks. A suite is run again only if it, or what it looks at, changed since the last run.

A critical expectation that fails stops all that is made from the asset; a failed warning is shown and stops nothing.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import dagster as dg

from expectations import LANDED, RULE_TABLES, Suite, suites_sha256
from psra_assets.checks.gx import Outcome, validate
from psra_assets.resources.markdown import table
from psra_assets.resources.postgres import Postgres
from psra_assets.resources.stage import stage
from psra_assets.rule_tables import fingerprints
from psra_assets.rule_tables.assets import STAGE as DBT_STAGE

if TYPE_CHECKING:
    from psra_assets.foundation.unit_of_work import Connection

CHECK = "great_expectations"
_SHOWN = 5
# Planned evaluations of this run and of runs that stopped stand before the last one that was made.
_HISTORY = 25

_INPUTS = "inputs_sha256"

State = Callable[["Connection"], str]


def check_key(suite: Suite) -> dg.AssetCheckKey:
    """``great_expectations`` of a rule table; with the table's name where an asset lands several."""
    folder, _, table_name = suite.name.rpartition(".")
    return dg.AssetCheckKey(dg.AssetKey(suite.asset.split("/")), f"{CHECK}_{table_name}" if folder else CHECK)


def suite_checks(name: str, suites: Sequence[Suite], state: State) -> dg.AssetChecksDefinition:
    """One step for several suites. ``state`` is a digest of what they look at."""
    by_key = {check_key(suite): suite for suite in suites}
    specs = [
        dg.AssetCheckSpec(key.name, asset=key.asset_key, blocking=True, description=suite.description)
        for key, suite in by_key.items()
    ]

    @dg.multi_asset_check(name=name, specs=specs, can_subset=True)
    def run(context: dg.AssetCheckExecutionContext, postgres: Postgres) -> Iterator[dg.AssetCheckResult]:
        started = time.monotonic()
        with postgres.transaction() as connection:
            inputs = fingerprints.combined([state(connection), suites_sha256()])
        due = []
        for key, suite in by_key.items():
            if key not in context.selected_asset_check_keys:
                continue
            known = _last(context.instance, key)
            if known is not None and _stands(known, inputs):
                yield _again(known, started)
            else:
                due.append(suite)
        if not due:
            return
        for suite, outcomes in validate(postgres.database().url(), due):
            yield _result(check_key(suite), outcomes, inputs, started)
            started = time.monotonic()

    return run


def _result(key: dg.AssetCheckKey, outcomes: list[Outcome], inputs: str, started: float) -> dg.AssetCheckResult:
    bad = [outcome for outcome in outcomes if not outcome.passed]
    blocks = not bad or any(outcome.is_critical for outcome in bad)
    return dg.AssetCheckResult(
        check_name=key.name,
        asset_key=key.asset_key,
        passed=not bad,
        severity=dg.AssetCheckSeverity.ERROR if blocks else dg.AssetCheckSeverity.WARN,
        description="; ".join(f"{outcome.name}: {outcome.unexpected}" for outcome in bad[:_SHOWN]) or None,
        metadata={
            **stage(rows=len(outcomes), started=started, skipped=False),
            _INPUTS: inputs,
            "expectations": table(
                ["expectation", "passed", "if it fails", "why", "unexpected"],
                [
                    (
                        outcome.name,
                        "yes" if outcome.passed else "NO",
                        "blocks" if outcome.is_critical else "warns",
                        outcome.description,
                        outcome.unexpected,
                    )
                    for outcome in outcomes
                ],
            ),
        },
    )


def _last(instance: dg.DagsterInstance, key: dg.AssetCheckKey) -> dg.AssetCheckEvaluation | None:
    """The last evaluation that was made, if the event log still has it."""
    records = instance.event_log_storage.get_asset_check_execution_history(key, limit=_HISTORY)
    made = (record.evaluation for record in records if isinstance(record.evaluation, dg.AssetCheckEvaluation))
    return next(made, None)


def _stands(known: dg.AssetCheckEvaluation, inputs: str) -> bool:
    """Whether an evaluation is of these inputs. One that blocks is made again: the database may have failed it."""
    seen = known.metadata.get(_INPUTS)
    blocks = not known.passed and known.severity == dg.AssetCheckSeverity.ERROR
    return seen is not None and seen.value == inputs and not blocks


def _again(known: dg.AssetCheckEvaluation, started: float) -> dg.AssetCheckResult:
    """An evaluation as it was, for inputs that are what they were."""
    return dg.AssetCheckResult(
        check_name=known.check_name,
        asset_key=known.asset_key,
        passed=known.passed,
        severity=known.severity,
        description=known.description,
        metadata={**known.metadata, **stage(rows=0, started=started, skipped=True)},
    )


def _built(connection: "Connection") -> str:
    """What dbt was last built from; its tables are a function of it."""
    row = connection.execute("select inputs_sha256 from law.fingerprints where stage = %s", [DBT_STAGE]).fetchone()
    return str(row["inputs_sha256"]) if row else ""


def _in_force(connection: "Connection") -> str:
    """What is landed and in force."""
    return fingerprints.state_sha256(connection, "landing")


_MANIFEST = "raw/landing/manifest"
great_expectations = suite_checks(CHECK, RULE_TABLES, _built)
landed_sources = suite_checks(f"{CHECK}_landed", [suite for suite in LANDED if suite.asset != _MANIFEST], _in_force)
# The manifest is made from the sources whose checks stand before it: its suites are a step of their own.
landing_manifest = suite_checks(f"{CHECK}_manifest", [suite for suite in LANDED if suite.asset == _MANIFEST], _in_force)
