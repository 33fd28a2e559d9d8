"""The sample portfolio, decided by the law as it is published."""

import hashlib
import time

import dagster as dg

from psra_assets.foundation.settings import settings
from psra_assets.resources.clock import Clock
from psra_assets.resources.markdown import table
from psra_assets.resources.postgres import Postgres
from psra_assets.resources.stage import stage
from psra_assets.rule_tables import fingerprints
from psra_assets.rule_tables.published import RELEASE

OWNER = "team:determinations"
PORTFOLIO = dg.AssetKey(["determinations", "sample", "portfolio"])
STAGE = "portfolio"
VERDICTS = ("originating", "non_originating", "undetermined")


@dg.asset(key=PORTFOLIO, deps=[RELEASE], group_name="determinations", owners=[OWNER], kinds={"rust", "postgres"})
def sample_portfolio(postgres: Postgres, clock: Clock) -> dg.MaterializeResult[None]:
    """One row per case and agreement of the sample portfolio in ``app.determinations``: verdict, answer, proof.

    Decided again when the release, the cases, the engine or the day changed.
    """
    import psra_native

    from psra_assets.determinations.cases import portfolio_cases
    from psra_assets.determinations.decide import decide
    from psra_assets.determinations.keep import keep
    from psra_assets.foundation.rulebook import load_rulebook
    from psra_assets.foundation.unit_of_work import unit_of_work

    started = time.monotonic()
    cases = portfolio_cases()
    today = clock.today()
    with postgres.transaction() as connection:
        release = connection.execute("select release_id::text from published_v1.current_release").fetchone()
        inputs = fingerprints.combined(
            [
                release["release_id"] if release else "",
                psra_native.__version__,
                today.isoformat(),
                *(hashlib.sha256(case).hexdigest() for case in cases),
            ]
        )
        is_unchanged = fingerprints.is_unchanged(connection, STAGE, inputs)
    tenant = settings().tenant
    with postgres.database().connect() as plain:
        with unit_of_work(plain, role="psra_app", tenant=tenant) as connection:
            rulebook = load_rulebook(connection)
        decided = decide(rulebook.book, cases, as_of=today)
        with unit_of_work(plain, role="psra_app", tenant=tenant) as connection:
            kept = keep(connection, decided.determinations, release_id=rulebook.release_id)
    with postgres.transaction() as connection:
        fingerprints.record(connection, STAGE, inputs)
    return dg.MaterializeResult(
        metadata={
            **stage(rows=len(decided.determinations), started=started, skipped=is_unchanged and not kept),
            "cases": len(cases),
            "kept": kept,
            **{verdict: decided.verdicts[verdict] for verdict in VERDICTS},
            "verdicts": table(
                ["agreement", *VERDICTS],
                [(name, *(counts[v] for v in VERDICTS)) for name, counts in decided.by_agreement().items()],
            ),
            "errors": table(["error"], [(error,) for error in decided.errors]),
            "error_count": len(decided.errors),
        }
    )
