"""Great Expectations as blocking asset checks. It takes ten seconds to import, so it is imported in the check."""

import os
import time
from collections.abc import Iterator
from typing import Any, NamedTuple

import dagster as dg

from expectations import SUITES, Suite, suites_sha256
from psra_assets.resources.markdown import table
from psra_assets.resources.postgres import Postgres
from psra_assets.resources.stage import stage
from psra_assets.rule_tables import fingerprints
from psra_assets.rule_tables.assets import STAGE as DBT_STAGE

CHECK = "great_expectations"
_SHOWN = 5


class Outcome(NamedTuple):
    """One expectation's outcome."""

    name: str
    passed: bool
    description: str
    unexpected: str


def validate(url: str, suites: list[Suite]) -> Iterator[tuple[Suite, list[Outcome]]]:
    """Validate each suite's query on the database at ``url`` (libpq form). Nothing is kept, nothing is sent."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    import great_expectations as gx
    from great_expectations.data_context.types.base import ProgressBarsConfig

    from psra_assets.foundation.postgres.database import sqlalchemy_url

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False, metric_calculations=False)
    source = context.data_sources.add_postgres("psra", connection_string=sqlalchemy_url(url))
    try:
        for suite in suites:
            yield suite, _validate(gx, context, source, suite)
    finally:
        source.get_execution_engine().close()
        source.get_engine().dispose()


def _validate(gx: Any, context: Any, source: Any, suite: Suite) -> list[Outcome]:
    batch = source.add_query_asset(suite.asset, query=suite.query).add_batch_definition_whole_table("all")
    expectations = suite.expectations(gx.expectations)
    built = context.suites.add(gx.ExpectationSuite(suite.asset, expectations=expectations))
    definition = gx.ValidationDefinition(name=suite.asset, data=batch, suite=built)
    result = context.validation_definitions.add(definition).run()
    return [_outcome(item) for item in result.results]


def _outcome(item: Any) -> Outcome:
    configuration, found = item.expectation_config, item.result or {}
    unexpected = found.get("partial_unexpected_list") or found.get("details") or found.get("observed_value")
    if item.exception_info and (problem := _exception(item.exception_info)):
        unexpected = problem
    return Outcome(
        name=configuration.meta["name"],
        passed=bool(item.success),
        description=str(configuration.meta["why"]),
        unexpected="" if item.success else str(unexpected)[:300],
    )


def _exception(info: dict[str, Any]) -> str | None:
    """The message of an expectation that could not be evaluated; it counts as failed."""
    if info.get("exception_message"):
        return str(info["exception_message"])
    nested = (value.get("exception_message") for value in info.values() if isinstance(value, dict))
    return next((str(message) for message in nested if message), None)


@dg.multi_asset_check(
    name="great_expectations",
    specs=[
        dg.AssetCheckSpec(
            CHECK, asset=dg.AssetKey(suite.asset.split("/")), blocking=True, description=suite.description
        )
        for suite in SUITES
    ],
    can_subset=True,
)
def great_expectations(context: dg.AssetCheckExecutionContext, postgres: Postgres) -> Iterator[dg.AssetCheckResult]:
    """Every suite, in one pass; skipped if neither the suites nor the tables changed since all of them passed."""
    started = time.monotonic()
    wanted = {key.asset_key.to_user_string() for key in context.selected_asset_check_keys}
    suites = [suite for suite in SUITES if suite.asset in wanted]
    with postgres.transaction() as connection:
        row = connection.execute("select inputs_sha256 from law.fingerprints where stage = %s", [DBT_STAGE]).fetchone()
        inputs = fingerprints.combined([row["inputs_sha256"] if row else "", suites_sha256()])
        if row and fingerprints.is_unchanged(connection, CHECK, inputs):
            yield from (_unchanged(suite, started) for suite in suites)
            return
    failed = False
    for suite, outcomes in validate(postgres.database().url(), suites):
        result = _result(suite, outcomes, started)
        failed = failed or not result.passed
        started = time.monotonic()
        yield result
    if row and not failed and len(suites) == len(SUITES):
        with postgres.transaction() as connection:
            fingerprints.record(connection, CHECK, inputs)


def _result(suite: Suite, outcomes: list[Outcome], started: float) -> dg.AssetCheckResult:
    bad = [outcome for outcome in outcomes if not outcome.passed]
    return dg.AssetCheckResult(
        check_name=CHECK,
        asset_key=dg.AssetKey(suite.asset.split("/")),
        passed=not bad,
        severity=dg.AssetCheckSeverity.ERROR,
        description="; ".join(f"{outcome.name}: {outcome.unexpected}" for outcome in bad[:_SHOWN]) or None,
        metadata={
            **stage(rows=len(outcomes), started=started, skipped=False),
            "expectations": table(
                ["expectation", "passed", "why", "unexpected"], [tuple(outcome) for outcome in _ordered(outcomes)]
            ),
        },
    )


def _ordered(outcomes: list[Outcome]) -> list[tuple[str, str, str, str]]:
    return [(o.name, "yes" if o.passed else "NO", o.description, o.unexpected) for o in outcomes]


def _unchanged(suite: Suite, started: float) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(
        check_name=CHECK,
        asset_key=dg.AssetKey(suite.asset.split("/")),
        passed=True,
        description="unchanged since it last passed",
        metadata=stage(rows=0, started=started, skipped=True),
    )
