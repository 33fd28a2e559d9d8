"""What the code location offers. Nothing here connects, fetches or parses, but for a dbt project that has changed."""

from __future__ import annotations

import dagster as dg

from psra_assets.automation.alerts import stale_source_alert
from psra_assets.automation.job import psra_job
from psra_assets.automation.schedules import daily, hourly_objectives
from psra_assets.checks.slo import slo, slo_job
from psra_assets.checks.suites import great_expectations, landed_sources, landing_manifest
from psra_assets.determinations.assets import sample_portfolio
from psra_assets.determinations.portfolios import portfolio_changes, portfolio_verdicts
from psra_assets.rac.assets import authored_documents, hmrc_rules, law_rules
from psra_assets.rac.defect_asset import hmrc_defects
from psra_assets.raw.assets import landed, manifest
from psra_assets.resources.clock import Clock
from psra_assets.resources.data_source import DataSource
from psra_assets.resources.postgres import Postgres
from psra_assets.rule_tables.assets import dbt_resource, rule_tables
from psra_assets.rule_tables.published import releases

defs = dg.Definitions(
    assets=[
        landed,
        manifest,
        authored_documents,
        hmrc_rules,
        hmrc_defects,
        law_rules,
        rule_tables,
        releases,
        sample_portfolio,
        portfolio_verdicts,
    ],
    asset_checks=[great_expectations, landed_sources, landing_manifest, slo],
    jobs=[psra_job, slo_job],
    schedules=[daily, hourly_objectives],
    sensors=[stale_source_alert, portfolio_changes],
    resources={
        "clock": Clock(),
        "data_source": DataSource(),
        "dbt": dbt_resource,
        "postgres": Postgres(),
    },
    executor=dg.in_process_executor,
)
