"""The objective is measured on what is published, with the clock as an argument."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import dagster as dg
import pytest

from psra_assets.checks.slo import MAXIMUM_AGE, slo
from psra_assets.resources.clock import Clock

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


class _Postgres:
    """Stands for the resource: one transaction whose one statement gives one row."""

    def __init__(self, row: dict[str, Any] | None) -> None:
        self._row = row

    def transaction(self) -> _Postgres:
        return self

    def __enter__(self) -> SimpleNamespace:
        return SimpleNamespace(execute=lambda _: SimpleNamespace(fetchone=lambda: self._row))

    def __exit__(self, *_: object) -> None:
        return None


def _measure(row: dict[str, Any] | None) -> dg.AssetCheckResult:
    function = slo.node_def.compute_fn.decorated_fn  # type: ignore[union-attr]
    return function(postgres=_Postgres(row), clock=Clock(fixed=NOW.isoformat()))


@pytest.mark.parametrize(
    ("age", "lag", "passed"),
    [
        (MAXIMUM_AGE - timedelta(seconds=1), timedelta(minutes=5), True),
        (MAXIMUM_AGE, timedelta(minutes=5), False),
        (timedelta(hours=1), timedelta(hours=1), False),
        (timedelta(hours=1), None, True),
    ],
)
def test_both_neighbours_of_the_threshold(age: timedelta, lag: timedelta | None, passed: bool) -> None:
    result = _measure({"verified_at": NOW - age, "lag_p95": lag})
    assert result.passed is passed
    assert result.severity is dg.AssetCheckSeverity.WARN
    assert result.metadata["age_hours"].value == round(age.total_seconds() / 3600, 3)


@pytest.mark.parametrize("row", [None, {"verified_at": None, "lag_p95": None}])
def test_nothing_published_is_no_success(row: dict[str, Any] | None) -> None:
    result = _measure(row)
    assert not result.passed
    assert result.description == "nothing has been published"
