"""The database in force: ``PSRA_DATABASE_URL``, or the embedded server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from psra_assets.foundation.errors import DatabaseUnavailable
from psra_assets.foundation.postgres.embedded import EmbeddedServer
from psra_assets.foundation.settings import Settings, settings

PLATFORM_DATABASE = "psra"
DAGSTER_DATABASE = "psra_dagster"
MINIMUM_VERSION = 150000


class Database:
    """The platform's database and, on the same server, Dagster's own."""

    def __init__(self, configuration: Settings) -> None:
        self._settings = configuration
        self._embedded: EmbeddedServer | None = None
        self._server_url: str | None = None

    @property
    def is_embedded(self) -> bool:
        """Whether we start the server ourselves."""
        return self._settings.database_url is None

    def server_url(self) -> str:
        """An address on the server; starts the embedded one if none is set."""
        if self._server_url is None:
            if self._settings.database_url is not None:
                self._server_url = self._settings.database_url.get_secret_value()
            else:
                self._embedded = EmbeddedServer(self._settings.postgres_dir, self._settings.pg_bindir)
                self._server_url = self._embedded.acquire()
        return self._server_url

    def url(self) -> str:
        """The platform's database. With ``PSRA_DATABASE_URL`` it is the one that the URL names."""
        return _with_database(self.server_url(), PLATFORM_DATABASE) if self.is_embedded else self.server_url()

    def dagster_url(self) -> str:
        """Dagster's database, in SQLAlchemy's form for psycopg2 (a plain URL would now mean psycopg 3)."""
        if self.is_embedded:
            url = _with_database(self.server_url(), DAGSTER_DATABASE)
        else:
            url = _with_database(self.server_url(), urlsplit(self.server_url()).path.strip("/") + "_dagster")
        return sqlalchemy_url(url)

    def connect(self, *, autocommit: bool = False) -> psycopg.Connection[tuple[object, ...]]:
        """A connection to the platform's database, as the configured user. Prefer ``unit_of_work``."""
        try:
            return psycopg.connect(self.url(), autocommit=autocommit, connect_timeout=10)
        except psycopg.OperationalError as error:
            raise DatabaseUnavailable(
                f"PostgreSQL does not answer: {error}", remedy="Check PSRA_DATABASE_URL; `psra doctor` tests it."
            ) from error

    def prepare(self) -> None:
        """Create the two databases where they are missing and bring the schema up to date. Idempotent."""
        from psra_assets.foundation.migrations import upgrade

        with self._server_connection() as connection:
            if connection.info.server_version < MINIMUM_VERSION:
                raise DatabaseUnavailable(
                    f"PostgreSQL {connection.info.server_version // 10000} is too old.", remedy="Use 15 or later."
                )
            wanted = [urlsplit(self.dagster_url().replace("+psycopg2", "")).path.strip("/")]
            if self.is_embedded:
                wanted.insert(0, PLATFORM_DATABASE)
            for name in wanted:
                _create_database(connection, name)
        upgrade(self.url())

    def release(self) -> None:
        """Give the embedded server back; the last user stops it."""
        if self._embedded is not None:
            self._embedded.release()
        self._embedded = self._server_url = None

    @contextmanager
    def _server_connection(self) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
        try:
            with psycopg.connect(self.server_url(), autocommit=True, connect_timeout=10) as connection:
                yield connection
        except psycopg.OperationalError as error:
            raise DatabaseUnavailable(
                f"PostgreSQL does not answer: {error}", remedy="Check PSRA_DATABASE_URL; `psra doctor` tests it."
            ) from error


def sqlalchemy_url(url: str) -> str:
    """A libpq address in SQLAlchemy's form for psycopg2."""
    return url.replace("postgresql://", "postgresql+psycopg2://", 1).replace("postgres://", "postgresql+psycopg2://", 1)


def _with_database(url: str, name: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def _create_database(connection: psycopg.Connection[tuple[object, ...]], name: str) -> None:
    if connection.execute("select 1 from pg_database where datname = %s", [name]).fetchone():
        return
    try:
        connection.execute(
            sql.SQL("create database {} encoding 'UTF8' template template0").format(sql.Identifier(name))
        )
    except psycopg.errors.DuplicateDatabase:
        return  # another process was first
    except psycopg.errors.InsufficientPrivilege as error:
        raise DatabaseUnavailable(
            f"the user of PSRA_DATABASE_URL may not create the database {name}.",
            remedy=f"Create it: create database {name};",
        ) from error


@lru_cache(maxsize=1)
def database() -> Database:
    """This process's database."""
    return Database(settings())
