"""When the jobs run."""

from __future__ import annotations

import dagster as dg

from psra_assets.automation.job import psra_job
from psra_assets.checks.slo import slo_job

daily = dg.ScheduleDefinition(
    name="daily",
    job=psra_job,
    cron_schedule="30 5 * * *",
    execution_timezone="UTC",
    default_status=dg.DefaultScheduleStatus.STOPPED,
    description=(
        "The main job after the publishers' nightly updates. Stopped until an operator starts it: on a developer's "
        "machine it would replace real data by the bundled sample while nobody looks. Set PSRA_DATA=live with it."
    ),
)

hourly_objectives = dg.ScheduleDefinition(
    name="hourly_objectives",
    job=slo_job,
    cron_schedule="5 * * * *",
    execution_timezone="UTC",
    default_status=dg.DefaultScheduleStatus.STOPPED,
    description="Looks every hour whether the published release is as young as promised; it reads, and writes nothing.",
)
