"""Every tenant's portfolio under every agreement, decided again where something that a verdict rests on has changed."""

import time

import dagster as dg

from psra_assets.determinations.assets import OWNER, VERDICTS
from psra_assets.resources.bars import bars
from psra_assets.resources.clock import Clock
from psra_assets.resources.markdown import table
from psra_assets.resources.postgres import Postgres
from psra_assets.resources.stage import stage
from psra_assets.rule_tables.published import RELEASE

PORTFOLIO_VERDICTS = dg.AssetKey(["determinations", "portfolio", "verdicts"])
# A tenant becomes a partition with its first bill, an agreement with its publication: nobody knows them beforehand.
TENANTS = dg.DynamicPartitionsDefinition(name="portfolio_tenant")
AGREEMENTS = dg.DynamicPartitionsDefinition(name="portfolio_agreement")
PARTITIONS = dg.MultiPartitionsDefinition({"agreement": AGREEMENTS, "tenant": TENANTS})


class Scope(dg.Config):
    """How much to decide."""

    full: bool = False


@dg.asset(
    key=PORTFOLIO_VERDICTS,
    deps=[RELEASE],
    group_name="determinations",
    owners=[OWNER],
    kinds={"rust", "postgres"},
    partitions_def=PARTITIONS,
)
def portfolio_verdicts(
    context: dg.AssetExecutionContext, config: Scope, postgres: Postgres, clock: Clock
) -> dg.MaterializeResult[None]:
    """One row per bill and agreement of a tenant in ``app.verdicts``; one partition per tenant and agreement.

    After a change of a rule, a price list or a supplier's statement only what rests on it is decided again; the result
    is that of a full run, which the configuration ``full`` asks for.
    """
    from uuid import UUID

    from psra_assets.determinations.redetermine import redetermine
    from psra_assets.foundation.rulebook import load_rulebook
    from psra_assets.foundation.unit_of_work import unit_of_work

    started = time.monotonic()
    parts = PARTITIONS.get_partition_key_from_str(context.partition_key).keys_by_dimension
    agreement = parts["agreement"]
    with postgres.database().connect() as connection:
        law = load_rulebook(connection)
        connection.rollback()
        with unit_of_work(connection, role="psra_app", tenant=UUID(parts["tenant"])) as work:
            found = redetermine(work, law.book, agreement, as_of=clock.today(), full=config.full)
    counted = [found.verdicts[verdict] for verdict in VERDICTS]
    return dg.MaterializeResult(
        data_version=dg.DataVersion(found.sha256),
        metadata={
            **stage(
                rows=sum(counted) + len(found.errors),
                started=started,
                skipped=not (found.written or found.removed),
            ),
            **dict(zip(VERDICTS, counted, strict=True)),
            "verdicts": bars(VERDICTS, {agreement: counted}, title="pairs by verdict"),
            "ways": table(["way", "pairs"], sorted(found.ways.items())),
            "decided_again": found.ways["kernel"] + found.ways["engine"],
            "written": found.written,
            "removed": found.removed,
            "sha256": found.sha256,
            "errors": table(["bill", "error"], found.errors),
            "error_count": len(found.errors),
        },
    )


@dg.sensor(
    name="portfolio_changes",
    target=[portfolio_verdicts],
    minimum_interval_seconds=60,
    description="Runs the portfolios whose bills, prices or statements changed; all of them after a release.",
)
def portfolio_changes(context: dg.SensorEvaluationContext, postgres: Postgres) -> dg.SensorResult | dg.SkipReason:
    """The cursor holds the release and the time of the last change that was seen."""
    with postgres.transaction() as connection:
        release = connection.execute("select release_id from published_v1.current_release").fetchone()
        tenants = list(connection.execute(_TENANTS))
        named = [row["agreement_id"] for row in connection.execute(_AGREEMENTS)]
    if not release or not tenants:
        return dg.SkipReason("no release is published, or no tenant has bills")
    seen_release, _, seen_at = (context.cursor or "").partition(" ")
    is_new = seen_release != str(release["release_id"])
    changed = [str(row["tenant_id"]) for row in tenants if is_new or row["at"] > seen_at]
    if not changed:
        return dg.SkipReason("no bill, price, statement or rule changed")
    keys = [dg.MultiPartitionKey({"agreement": name, "tenant": tenant}) for tenant in changed for name in named]
    cursor = f"{release['release_id']} {tenants[-1]['at']}"
    return dg.SensorResult(
        run_requests=[dg.RunRequest(run_key=f"{cursor} {key}", partition_key=key) for key in keys],
        dynamic_partitions_requests=[
            TENANTS.build_add_request([str(row["tenant_id"]) for row in tenants]),
            AGREEMENTS.build_add_request(named),
        ],
        cursor=cursor,
    )


_AGREEMENTS = "select distinct agreement_id from published_v1.rules order by agreement_id"
_TENANTS = """
select tenant_id, to_char(changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') as at
from app.portfolios order by at
"""
