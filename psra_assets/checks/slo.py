"""The service level objective: how old what we publish may be, and how long a publication takes."""

from datetime import timedelta

import dagster as dg

from psra_assets.resources.clock import Clock
from psra_assets.resources.postgres import Postgres
from psra_assets.rule_tables.published import RELEASE

# A day and two hours: a nightly run may be late, but not miss.
MAXIMUM_AGE = timedelta(hours=26)
MAXIMUM_LAG = timedelta(hours=1)

_MEASURES = """
select
    (select verified_at from published_v1.current_release) as verified_at,
    (
        select percentile_cont(0.95) within group (order by lag)
        from (
            select release.published_at - (
                select max(load.activated_at) from landing.loads as load
                where load.activated_at <= release.published_at
            ) as lag
            from law.releases as release order by release.release_id desc limit 30
        ) as lags
    ) as lag_p95
"""


@dg.asset_check(
    asset=RELEASE,
    name="slo",
    description=(
        f"The release was confirmed against its publishers less than {MAXIMUM_AGE.total_seconds() / 3600:.0f} h ago, "
        "and of the last 30 releases 95 % were published within an hour of their youngest data."
    ),
)
def slo(postgres: Postgres, clock: Clock) -> dg.AssetCheckResult:
    """Not blocking: what is published is good, only older than promised; stopping it would not make it younger."""
    with postgres.transaction() as connection:
        row = connection.execute(_MEASURES).fetchone()
    if row is None or row["verified_at"] is None:
        return dg.AssetCheckResult(
            passed=False, severity=dg.AssetCheckSeverity.WARN, description="nothing has been published"
        )
    age, lag = clock.now() - row["verified_at"], row["lag_p95"] or timedelta()
    return dg.AssetCheckResult(
        passed=age < MAXIMUM_AGE and lag < MAXIMUM_LAG,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={
            "age_hours": round(age.total_seconds() / 3600, 3),
            "age_hours_target": MAXIMUM_AGE.total_seconds() / 3600,
            "lag_p95_seconds": round(lag.total_seconds(), 1),
            "lag_p95_seconds_target": MAXIMUM_LAG.total_seconds(),
        },
    )


slo_job = dg.define_asset_job(
    "slo",
    selection=dg.AssetSelection.checks(slo),
    description="Measure the service level objective.",
    executor_def=dg.in_process_executor,
)
