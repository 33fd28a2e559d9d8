"""Whether the service is ready: database, publication, rule book."""

from __future__ import annotations

import psycopg
from psycopg_pool import PoolTimeout

from psra_assets.foundation.errors import NothingPublished
from psra_assets.foundation.unit_of_work import unit_of_work
from serving.ops.schemas import Readiness
from serving.web.rulebooks import Pool, RuleBooks


def readiness(pool: Pool, rulebooks: RuleBooks) -> Readiness:
    """Ask the database, the publication and the rule book. Never raises for any of them."""
    reasons: list[str] = []
    is_up, published = False, None
    try:
        with pool.connection(timeout=2) as connection, unit_of_work(connection, role="psra_app") as work:
            is_up = True
            row = work.execute("select release_id from published_v1.current_release").fetchone()
            published = None if row is None else int(row["release_id"])
    except psycopg.errors.UndefinedTable:
        reasons.append("the published tables have not been built")
    except (psycopg.OperationalError, PoolTimeout):
        reasons.append("the database does not answer")
    else:
        if published is None:
            reasons.append("no release has been published")
    if published is not None:
        try:
            rulebooks.current()
        except (NothingPublished, psycopg.Error, PoolTimeout) as error:
            reasons.append(f"the rule book is not loaded: {type(error).__name__}")
    loaded = rulebooks.loaded
    return Readiness(
        status="not ready" if reasons else "ready",
        database=is_up,
        release_id=published,
        loaded_release_id=None if loaded is None else loaded.release_id,
        reasons=reasons,
    )
