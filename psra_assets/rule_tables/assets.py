"""dbt's models, snapshots and tests as assets and blocking checks, built in one pass, and only if something changed."""

import sys
import time
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import dagster as dg
from dagster_dbt import DbtCliResource, dbt_assets

from psra_assets.foundation.settings import settings
from psra_assets.resources.postgres import Postgres
from psra_assets.resources.stage import stage
from psra_assets.rule_tables import fingerprints
from psra_assets.rule_tables.dbt import DBT_PROJECT, dbt_environment, environment
from psra_assets.rule_tables.manifest import ensure_manifest, project_sha256
from psra_assets.rule_tables.translator import Translator

STAGE = "dbt"
dbt_resource = DbtCliResource(
    project_dir=str(DBT_PROJECT),
    profiles_dir=str(DBT_PROJECT),
    dbt_executable=str(Path(sys.executable).with_name("dbt")),
)


@dbt_assets(manifest=ensure_manifest(), dagster_dbt_translator=Translator(), name="dbt")
def rule_tables(context: dg.AssetExecutionContext, dbt: DbtCliResource, postgres: Postgres) -> Iterator[Any]:
    """Staging, intermediate, marts and ``published_v1``: ``dbt build``.

    Skipped as a whole if the project, ``landing`` and ``law`` are what they were at the last build whose every test
    passed. A failed test fails the step, and with it everything downstream.
    """
    started = time.monotonic()
    with postgres.transaction() as connection:
        inputs = build_inputs(
            fingerprints.state_sha256(connection, "landing"), fingerprints.state_sha256(connection, "law")
        )
        is_unchanged = fingerprints.is_unchanged(connection, STAGE, inputs)
    if is_unchanged and not context.is_subset:
        yield from _unchanged(context, started)
        return
    with environment(dbt_environment(postgres.database().url())):
        # One folder for all runs: dbt finds what it parsed last time. Runs of the job exclude each other.
        yield from dbt.cli(["build"], context=context, target_path=settings().home.absolute() / "dbt").stream()
    if not context.is_subset:
        with postgres.transaction() as connection:
            fingerprints.record(connection, STAGE, inputs)


def build_inputs(landing_sha256: str, law_sha256: str) -> str:
    """Digest of all that a build depends on."""
    return fingerprints.combined([project_sha256(), landing_sha256, law_sha256])


def _unchanged(context: dg.AssetExecutionContext, started: float) -> Iterator[Any]:
    """Every asset as it stands, and every test's last outcome: all passed, or there would be no fingerprint."""
    order = TopologicalSorter({spec.key: {dep.asset_key for dep in spec.deps} for spec in context.assets_def.specs})
    for key in order.static_order():
        if key not in context.selected_asset_keys:
            continue
        yield dg.MaterializeResult(asset_key=key, metadata=stage(rows=0, started=started, skipped=True))
    for check in sorted(context.selected_asset_check_keys, key=str):
        yield dg.AssetCheckResult(
            asset_key=check.asset_key,
            check_name=check.name,
            passed=True,
            description="unchanged since it last passed",
        )
