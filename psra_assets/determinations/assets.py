"""The sample portfolio, decided by the law as it is published."""

import hashlib
import time
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import dagster as dg
import orjson
import rfc8785

from psra_assets.determinations.keep import keep, kept_verdicts
from psra_assets.resources.clock import Clock
from psra_assets.resources.markdown import table
from psra_assets.resources.postgres import Postgres
from psra_assets.resources.stage import stage
from psra_assets.rule_tables import fingerprints
from psra_assets.rule_tables.published import RELEASE

if TYPE_CHECKING:
    import psycopg

    from psra_assets.determinations.decide import Decided

OWNER = "team:determinations"
PORTFOLIO = dg.AssetKey(["determinations", "sample", "portfolio"])
STAGE = "portfolio"
VERDICTS = ("originating", "non_originating", "undetermined")


@dg.asset(key=PORTFOLIO, deps=[RELEASE], group_name="determinations", owners=[OWNER], kinds={"rust", "postgres"})
def sample_portfolio(postgres: Postgres, clock: Clock) -> dg.MaterializeResult[None]:
    """One row per case and agreement of the sample portfolio in ``app.determinations``: verdict, answer, proof.

    Decided again when the release, the cases, the engine or the day changed.
    """
    from psra_assets.determinations.cases import portfolio_cases
    from psra_assets.foundation.settings import settings
    from psra_assets.foundation.unit_of_work import unit_of_work

    started = time.monotonic()
    cases = portfolio_cases()
    with postgres.transaction() as connection:
        release = connection.execute("select release_id from published_v1.current_release").fetchone()
        inputs = _inputs(cases, release["release_id"] if release else 0, clock.today())
        is_unchanged = fingerprints.is_unchanged(connection, STAGE, inputs)
    errors: list[str] = []
    with postgres.database().connect() as plain:
        if is_unchanged and release:
            digests = [hashlib.sha256(rfc8785.dumps(orjson.loads(case))).hexdigest() for case in cases]
            with unit_of_work(plain, role="psra_app", tenant=settings().tenant) as connection:
                counts = kept_verdicts(connection, digests, release_id=release["release_id"])
        else:
            decided = _decide(plain, cases, clock.today())
            counts, errors = decided.by_agreement(), decided.errors
    if not errors and not is_unchanged:
        with postgres.transaction() as connection:
            fingerprints.record(connection, STAGE, inputs)
    verdicts = sum(counts.values(), Counter[str]())
    return dg.MaterializeResult(
        metadata={
            **stage(rows=verdicts.total(), started=started, skipped=is_unchanged),
            "cases": len(cases),
            **{verdict: verdicts[verdict] for verdict in VERDICTS},
            "verdicts": table(
                ["agreement", *VERDICTS], [(name, *(found[v] for v in VERDICTS)) for name, found in counts.items()]
            ),
            "errors": table(["error"], [(error,) for error in errors]),
            "error_count": len(errors),
        }
    )


def _inputs(cases: Sequence[bytes], release_id: int, today: date) -> str:
    import psra_native

    from psra_assets.foundation.settings import settings

    digests = (hashlib.sha256(case).hexdigest() for case in cases)
    return fingerprints.combined(
        [str(settings().tenant), str(release_id), psra_native.__version__, today.isoformat(), *digests]
    )


def _decide(connection: "psycopg.Connection[Any]", cases: Sequence[bytes], today: date) -> "Decided":
    """Decide by the current release and keep what is new."""
    from psra_assets.determinations.decide import decide
    from psra_assets.foundation.rulebook import load_rulebook
    from psra_assets.foundation.settings import settings
    from psra_assets.foundation.unit_of_work import unit_of_work

    rulebook = load_rulebook(connection)
    connection.rollback()
    decided = decide(rulebook.book, cases, as_of=today)
    with unit_of_work(connection, role="psra_app", tenant=settings().tenant) as work:
        keep(work, decided.determinations, release_id=rulebook.release_id)
    return decided
