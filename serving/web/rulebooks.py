"""The rule book of the current release, loaded once a release and shared by every request."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import psycopg
from psycopg.rows import DictRow
from psycopg_pool import ConnectionPool, PoolTimeout

from psra_assets.foundation.errors import NothingPublished
from psra_assets.foundation.rulebook import LoadedRuleBook
from psra_assets.foundation.unit_of_work import unit_of_work
from serving.web.logs import log

Pool = ConnectionPool[psycopg.Connection[DictRow]]


class RuleBooks:
    """Hands out the current release's rule book.

    Whether another release stands is asked at most every ``interval`` seconds, by one request; the others keep
    deciding by the last one, and so do all of them while the database is away (the last good version keeps serving).
    """

    def __init__(
        self,
        pool: Pool,
        interval: float,
        load: Callable[[psycopg.Connection[DictRow]], LoadedRuleBook],
    ) -> None:
        self._pool = pool
        self._interval = interval
        self._load = load
        self._loading = threading.Lock()
        self._loaded: LoadedRuleBook | None = None
        self._asked_at = float("-inf")

    @property
    def loaded(self) -> LoadedRuleBook | None:
        """What is loaded now, without asking."""
        return self._loaded

    def current(self) -> LoadedRuleBook:
        """The current release's rule book. Raises ``NothingPublished`` while there is none at all."""
        known = self._loaded
        if known is not None and time.monotonic() - self._asked_at < self._interval:
            return known
        if known is None:
            with self._loading:
                return self._refresh()
        if not self._loading.acquire(blocking=False):
            return known
        try:
            return self._refresh()
        finally:
            self._loading.release()

    def _refresh(self) -> LoadedRuleBook:
        known = self._loaded
        try:
            with (
                self._pool.connection(timeout=3 if known is None else 1) as connection,
                unit_of_work(connection, role="psra_app") as work,
            ):
                if known is None or self._release(work) != known.release_id:
                    known = self._load(work)
                    log().info("rules loaded", release_id=known.release_id)
        except (psycopg.OperationalError, PoolTimeout, NothingPublished) as error:
            if known is None:
                raise
            log().warning("release not checked", release_id=known.release_id, reason=type(error).__name__)
        self._loaded = known
        self._asked_at = time.monotonic()
        return known

    @staticmethod
    def _release(connection: psycopg.Connection[DictRow]) -> int | None:
        try:
            with connection.transaction():
                row = connection.execute("select release_id from published_v1.current_release").fetchone()
        except psycopg.errors.UndefinedTable as error:
            raise NothingPublished("the published tables are gone.") from error
        return None if row is None else int(row["release_id"])
