"""Great Expectations on the database. It takes ten seconds to import, so it is imported when the first suite runs."""

import os
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from expectations import Suite


class Outcome(NamedTuple):
    """One expectation's outcome. ``is_critical`` tells what makes the law wrong from what is only odd."""

    name: str
    passed: bool
    is_critical: bool
    description: str
    unexpected: str


def validate(url: str, suites: Sequence[Suite]) -> Iterator[tuple[Suite, list[Outcome]]]:
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
    batch = source.add_query_asset(suite.name, query=suite.query).add_batch_definition_whole_table("all")
    expectations = suite.expectations(gx.expectations)
    built = context.suites.add(gx.ExpectationSuite(suite.name, expectations=expectations))
    definition = gx.ValidationDefinition(name=suite.name, data=batch, suite=built)
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
        is_critical=str(getattr(configuration.severity, "value", configuration.severity)) == "critical",
        description=str(configuration.meta["why"]),
        unexpected="" if item.success else str(unexpected)[:300],
    )


def _exception(info: dict[str, Any]) -> str | None:
    """The message of an expectation that could not be evaluated; it counts as failed."""
    if info.get("exception_message"):
        return str(info["exception_message"])
    nested = (value.get("exception_message") for value in info.values() if isinstance(value, dict))
    return next((str(message) for message in nested if message), None)
