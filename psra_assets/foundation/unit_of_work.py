"""The unit of work: the one place that opens a transaction for a tenant, switches the role and commits."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal, LiteralString
from uuid import UUID

import psycopg
from psycopg.pq import TransactionStatus
from psycopg.rows import DictRow, dict_row

# Owns nothing: a reused session would otherwise keep an empty setting, which is no UUID.
_NOBODY = UUID(int=0)

Role = Literal["psra_app", "psra_etl"]
Connection = psycopg.Connection[DictRow]

_SET_ROLE: dict[Role, LiteralString] = {
    "psra_app": "set local role psra_app",
    "psra_etl": "set local role psra_etl",
}


@contextmanager
def unit_of_work(
    connection: psycopg.Connection[Any], *, role: Role, tenant: UUID | None = None
) -> Iterator[Connection]:
    """One transaction as ``role``, confined to ``tenant`` by row level security.

    The role and the tenant are set with ``SET LOCAL``: they end with the transaction, so a pooled connection
    carries nothing over. Commits at the end, rolls back on any exception. Without a tenant, tenant-owned tables
    show no rows. It is always the outermost transaction: inside another one the role would outlive it, so a
    connection with an open transaction is refused.
    """
    if connection.info.transaction_status is not TransactionStatus.IDLE:
        raise RuntimeError("a unit of work must be the outermost transaction of its connection")
    factory = connection.row_factory
    connection.row_factory = dict_row
    try:
        with connection.transaction():
            connection.execute(_SET_ROLE[role])
            connection.execute("select set_config('app.tenant', %s, true)", [str(tenant or _NOBODY)])
            yield connection
    finally:
        connection.row_factory = factory
