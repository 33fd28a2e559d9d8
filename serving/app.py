"""The application: its services, its routes, what stands around every request."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date

import psycopg
from fastapi import FastAPI
from psycopg.rows import DictRow
from psycopg_pool import ConnectionPool, PoolTimeout

import serving.agreements.endpoints
import serving.certificates.endpoints
import serving.evaluations.endpoints
import serving.ledger.endpoints
import serving.ops.endpoints
import serving.rules.endpoints
import serving.verify.endpoints
from psra_assets.foundation.errors import NothingPublished
from psra_assets.foundation.rulebook import LoadedRuleBook, load_rulebook
from psra_assets.foundation.settings import Settings, settings
from serving.ops.metrics import Metrics
from serving.verify.service import LARGEST
from serving.web import openapi, problem
from serving.web.logs import log
from serving.web.middleware import BodyLimit, RequestContext
from serving.web.rulebooks import Pool, RuleBooks
from serving.web.services import Services, today_utc

VERSION = "0.1.0"
BODY_LIMIT = 2 * 1024 * 1024
"""Bytes of a request's body, where its route does not say otherwise."""
_LIMITS: dict[str, int | None] = {"/v1/verify": LARGEST, "/v1/evaluations:batch": None}


def create_app(
    configuration: Settings | None = None,
    *,
    today: Callable[[], date] = today_utc,
    release_interval: float = 1.0,
    pool_size: int = 8,
    load_rules: Callable[[psycopg.Connection[DictRow]], LoadedRuleBook] = load_rulebook,
) -> FastAPI:
    """The application on the configured database.

    ``release_interval``: seconds between two questions whether another release stands. The pool opens with the
    application and closes with it.
    """
    configuration = configuration or settings()
    metrics = Metrics()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        from psra_assets.foundation.postgres import Database  # the launcher's imports are for who starts a server

        database = Database(configuration)
        pool: Pool = ConnectionPool(
            database.url(), min_size=1, max_size=pool_size, open=False, timeout=5, kwargs={"connect_timeout": 5}
        )
        pool.open()
        rulebooks = RuleBooks(pool, release_interval, load_rules)
        app.state.services = Services(pool, rulebooks, metrics, configuration.tenant, today)
        try:
            rulebooks.current()
        except (NothingPublished, PoolTimeout, psycopg.OperationalError) as error:
            log().warning("not ready", reason=type(error).__name__)  # /readyz says so, and when it is over
        threading.Thread(target=_warm_up, name="fonts", daemon=True).start()
        try:
            yield
        finally:
            pool.close()
            database.release()

    app = FastAPI(title="PSRA", version=VERSION, lifespan=lifespan, docs_url=None, redoc_url=None)
    for module in (
        serving.evaluations.endpoints,
        serving.certificates.endpoints,
        serving.verify.endpoints,
        serving.ledger.endpoints,
        serving.agreements.endpoints,
        serving.rules.endpoints,
        serving.ops.endpoints,
    ):
        app.include_router(module.router)
    problem.install(app)
    openapi.install(app)
    app.add_middleware(BodyLimit, default=BODY_LIMIT, limits=_LIMITS)
    app.add_middleware(RequestContext, measure=metrics.request)
    return app


def _warm_up() -> None:
    """Import reportlab and read the fonts beside the first requests, not within the first issue."""
    import serving.certificates.pdf.layout  # noqa: F401
    from serving.certificates.pdf.fonts import register_fonts

    register_fonts()
