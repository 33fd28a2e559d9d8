"""A landing schema to load into."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from psra_assets.foundation.postgres import Database

Connection = psycopg.Connection[Any]


@pytest.fixture
def landing_db(platform_db: Database) -> Iterator[Connection]:
    """A connection to an empty landing schema."""
    with platform_db.connect() as connection:
        connection.execute("truncate landing.objects, landing.loads, landing.findings cascade")
        connection.commit()
        yield connection
        connection.rollback()
