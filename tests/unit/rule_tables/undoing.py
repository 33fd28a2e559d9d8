"""Work on a database that leaves nothing behind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from psra_assets.foundation.postgres import Database
from psra_assets.foundation.unit_of_work import Connection, unit_of_work


class _Undo(Exception):
    pass


@contextmanager
def undone(database: Database) -> Iterator[Connection]:
    """A unit of work that is undone when it ends."""
    with database.connect() as connection:
        try:
            with unit_of_work(connection, role="psra_etl") as work:
                yield work
                raise _Undo
        except _Undo:
            pass
