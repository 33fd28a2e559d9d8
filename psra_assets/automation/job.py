"""The main job: everything, in one process (the multiprocess executor would pay seconds of imports for each step)."""

from __future__ import annotations

import dagster as dg

from psra_assets.determinations.portfolios import PORTFOLIO_VERDICTS

JOB = "psra"
# Two runs at once would load law while the other one checks it: the coordinator lets one through (dagster.yaml).
EXCLUSIVE = {"psra/exclusive": "law"}

psra_job = dg.define_asset_job(
    JOB,
    # A tenant's portfolio has partitions of its own, and runs when something changes in it.
    selection=dg.AssetSelection.all() - dg.AssetSelection.assets(PORTFOLIO_VERDICTS),
    description="Published rules in, checked tables and decisions of the sample portfolio out.",
    executor_def=dg.in_process_executor,
    tags=EXCLUSIVE,
)
