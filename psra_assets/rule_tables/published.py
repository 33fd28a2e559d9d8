"""The asset that publishes. It runs only if every blocking check upstream of it passed."""

import time

import dagster as dg

from psra_assets.resources.postgres import Postgres
from psra_assets.resources.stage import stage
from psra_assets.rule_tables import fingerprints
from psra_assets.rule_tables.assets import rule_tables
from psra_assets.rule_tables.release import publish

OWNER = "team:serving"
RELEASE = dg.AssetKey(["published", "law", "releases"])
STAGE = "release"


@dg.asset(
    key=RELEASE,
    deps=sorted(key for key in rule_tables.keys if key.path[0] in {"marts", "published_v1"}),
    group_name="published",
    owners=[OWNER],
    kinds={"postgres", "table"},
)
def releases(context: dg.AssetExecutionContext, postgres: Postgres) -> dg.MaterializeResult[None]:
    """One row per publication in ``law.releases``; the newest decides what ``published_v1`` shows.

    A failed blocking check upstream stops this asset: the release before it keeps serving.
    """
    started = time.monotonic()
    with postgres.transaction() as connection:
        release = publish(connection, context.run.run_id)
        fingerprints.record(connection, STAGE, release.law_sha256)
    return dg.MaterializeResult(
        data_version=dg.DataVersion(str(release.release_id)),
        metadata={
            **stage(rows=release.rule_count, started=started, skipped=not release.is_new),
            "release_id": release.release_id,
            "law_sha256": release.law_sha256,
            "known_at": dg.MetadataValue.timestamp(release.known_at),
            "agreements": release.agreement_count,
            "rules": release.rule_count,
        },
    )
