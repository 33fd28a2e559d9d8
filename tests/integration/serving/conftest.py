"""A database of serving's own: migrated, with published tables in the contract's shape."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from psra_assets.foundation.migrations import upgrade
from tests.integration.serving.law import PUBLISHED, Law, publish_default


@pytest.fixture(scope="session")
def serving_url(postgres_url: str) -> Iterator[str]:
    """A migrated database with empty published tables."""
    name = f"psra_serving_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{os.getpid()}"
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(f'create database "{name}"')
    url = postgres_url.rsplit("/", 1)[0] + f"/{name}"
    upgrade(url)
    with psycopg.connect(url) as connection:
        connection.execute(PUBLISHED)
    yield url
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(f'drop database "{name}" with (force)')


@pytest.fixture(scope="session")
def _law(serving_url: str) -> Law:
    return Law(serving_url)


@pytest.fixture
def law(_law: Law) -> Law:
    """The published law: eu-gb unverified, eu-jp verified, eu-xs sample data, and the United Kingdom's own text."""
    return publish_default(_law)


@pytest.fixture
def connection(serving_url: str, law: Law) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(serving_url) as opened:
        yield opened


@pytest.fixture
def tenant() -> UUID:
    """A tenant of the test's own: numbers and ledger start at one."""
    return uuid4()
