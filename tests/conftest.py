"""Fixtures that every test may use."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from psra_assets.foundation.postgres import Database, database
from psra_assets.foundation.postgres.embedded import EmbeddedServer
from psra_assets.foundation.settings import settings


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name bytes by their number: packed ones hold the time, and the workers must collect the same names."""
    return f"{argname}-{len(val)}-bytes" if isinstance(val, bytes) else None


ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of published data that stands beside the project; the test skips where it is absent."""
    folder = Path(os.environ.get("PSRA_SHARED", ROOT.parent / "shared"))
    if not (folder / "data").is_dir():
        pytest.skip(f"published data is not there: {folder}/data (set PSRA_SHARED)")
    return folder


@pytest.fixture(scope="session", autouse=True)
def psra_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder of the session's own, so that no test touches the developer's."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PSRA_HOME", str(home))
        settings.cache_clear()
        database.cache_clear()
        yield home
    settings.cache_clear()
    database.cache_clear()


@pytest.fixture(scope="session")
def postgres_url(psra_home: Path) -> Iterator[str]:
    """Address of a PostgreSQL server for this session: ``PSRA_TEST_DATABASE_URL``, or an embedded one."""
    given = os.environ.get("PSRA_TEST_DATABASE_URL")
    if given:
        yield given
        return
    server = EmbeddedServer(psra_home / "postgres", durable=False)
    try:
        yield server.acquire()
    finally:
        server.destroy()


@pytest.fixture(scope="session")
def platform_db(postgres_url: str) -> Iterator[Database]:
    """The platform's database, migrated, in force for this session through ``PSRA_DATABASE_URL``."""
    name = f"psra_test_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{os.getpid()}"
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(f'create database "{name}"')
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PSRA_DATABASE_URL", postgres_url.rsplit("/", 1)[0] + f"/{name}")
        settings.cache_clear()
        database.cache_clear()
        db = database()
        db.prepare()
        yield db
    settings.cache_clear()
    database.cache_clear()


@pytest.fixture
def db_connection(platform_db: Database) -> Iterator[psycopg.Connection[Any]]:
    """A connection as the configured user; whatever the test leaves open is rolled back."""
    with platform_db.connect() as connection:
        yield connection
        connection.rollback()
