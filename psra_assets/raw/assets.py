"""One pass over the data: land what is new, parse it, load it; then the manifest of what is in force.

A file that cannot be read is a finding and the run goes on with the rest; a publisher that cannot be reached leaves its
last good objects in force.
"""

import os
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import dagster as dg

from psra_assets.foundation.settings import settings
from psra_assets.raw.catalogue import OWNER, RAW_ASSETS, RawAsset
from psra_assets.raw.metadata import findings_table, objects_table
from psra_assets.resources.clock import Clock
from psra_assets.resources.data_source import DataSource
from psra_assets.resources.markdown import table
from psra_assets.resources.postgres import Postgres
from psra_assets.resources.progress import report
from psra_assets.resources.stage import stage

if TYPE_CHECKING:
    import psycopg

    from psra_assets.sources.fetch import Ingested

MANIFEST = dg.AssetKey(["raw", "landing", "manifest"])


def _spec(asset: RawAsset) -> dg.AssetSpec:
    return dg.AssetSpec(
        key=dg.AssetKey(list(asset.key)),
        description=asset.description,
        group_name="raw",
        owners=[OWNER],
        kinds=set(asset.kinds),
        freshness_policy=dg.FreshnessPolicy.time_window(fail_window=asset.fail, warn_window=asset.warn),
        metadata={"publisher": asset.publisher, "licence": asset.licence},
        skippable=True,
    )


@dg.multi_asset(specs=[_spec(asset) for asset in RAW_ASSETS], can_subset=True, name="land")
def landed(
    context: dg.AssetExecutionContext, postgres: Postgres, data_source: DataSource, clock: Clock
) -> Iterator[dg.MaterializeResult[None]]:
    """Land, parse and load what each publisher publishes."""
    from psra_assets.sources.fetch import ingest
    from psra_assets.sources.landing import LandingStore
    from psra_assets.sources.live import LiveSettings
    from psra_assets.sources.load import record_ingest_findings

    started = time.monotonic()
    with postgres.database().connect(autocommit=True) as connection:
        found = ingest(
            data_source.selection(),
            LandingStore(settings().landing_dir),
            now=clock.now(),
            live=LiveSettings.from_environment(os.environ),
            progress=report,
        )
        record_ingest_findings(connection, found.findings)
        for asset in RAW_ASSETS:
            if dg.AssetKey(list(asset.key)) not in context.selected_asset_keys:
                continue
            yield _load(connection, asset, found, started)
            started = time.monotonic()


def _load(
    connection: "psycopg.Connection[Any]", asset: RawAsset, found: "Ingested", started: float
) -> dg.MaterializeResult[None]:
    from psra_assets.sources.load import load_objects

    objects = found.of(asset.source, *asset.datasets)
    done = load_objects(connection, objects, progress=report)
    is_unchanged = not (done.loaded or done.failed)
    return dg.MaterializeResult(
        asset_key=dg.AssetKey(list(asset.key)),
        metadata={
            **stage(rows=done.row_count, started=started, skipped=is_unchanged),
            "objects": len(objects),
            "loaded": done.loaded,
            "unchanged": done.skipped,
            "failed": len(done.failed),
            "new objects and digests": objects_table(objects),
            "findings": findings_table(done.findings),
        },
    )


@dg.asset(
    key=MANIFEST,
    deps=[dg.AssetKey(list(asset.key)) for asset in RAW_ASSETS],
    group_name="raw",
    owners=[OWNER],
    kinds={"postgres"},
)
def manifest(postgres: Postgres) -> dg.MaterializeResult[None]:
    """The landing manifest: every object in force with publisher, licence and digest, and every finding."""
    started = time.monotonic()
    with postgres.transaction() as connection:
        objects = connection.execute(
            "select source, dataset, publisher, licence, count(*)::int as objects, sum(row_count)::int as rows,"
            " max(last_seen_at)::text as last_seen_at from landing.current_objects"
            " group by source, dataset, publisher, licence order by 1, 2, 3"
        ).fetchall()
        findings = connection.execute(
            "select code, severity, count(*)::int as findings, min(place) as first_place from landing.current_findings"
            " group by code, severity order by 1"
        ).fetchall()
    rows = sum(row["objects"] for row in objects)
    return dg.MaterializeResult(
        metadata={
            **stage(rows=rows, started=started, skipped=False),
            "objects in force": table(list(objects[0]) if objects else [], [list(row.values()) for row in objects]),
            "findings": table(
                ["code", "severity", "findings", "first place"], [list(row.values()) for row in findings]
            ),
        }
    )
