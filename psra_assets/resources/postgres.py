"""The platform's database as a resource. Nothing connects before a step asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg

from psra_assets.foundation.postgres import Database, database
from psra_assets.foundation.unit_of_work import Connection, unit_of_work


class Postgres(dg.ConfigurableResource):
    """Connections to the database in force: ``PSRA_DATABASE_URL``, or the embedded server."""

    def database(self) -> Database:
        """This process's database."""
        return database()

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """One transaction as ``psra_etl`` on a connection of its own; rows are dictionaries."""
        with self.database().connect() as connection, unit_of_work(connection, role="psra_etl") as work:
            yield work
