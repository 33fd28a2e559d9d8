"""The platform's database as a resource. Nothing connects before a step asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import dagster as dg

if TYPE_CHECKING:
    from psra_assets.foundation.postgres import Database
    from psra_assets.foundation.unit_of_work import Connection


class Postgres(dg.ConfigurableResource[None]):
    """Connections to the database in force: ``PSRA_DATABASE_URL``, or the embedded server."""

    def database(self) -> Database:
        """This process's database."""
        from psra_assets.foundation.postgres import database

        return database()

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """One transaction as ``psra_etl`` on a connection of its own; rows are dictionaries."""
        from psra_assets.foundation.unit_of_work import unit_of_work

        with self.database().connect() as connection, unit_of_work(connection, role="psra_etl") as work:
            yield work
