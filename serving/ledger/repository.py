"""SQL of the ledger. Row level security confines every statement to the unit of work's tenant."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from psra_assets.contracts.ledger import LedgerEntry, LedgerEvent
from psra_assets.foundation.unit_of_work import Connection

_COLUMNS = (
    "tenant_id, index, event, subject_id, payload_sha256, document_sha256, previous_sha256, entry_sha256, recorded_at"
)


def append(
    connection: Connection,
    tenant: UUID,
    event: LedgerEvent,
    subject: UUID,
    *,
    payload_sha256: str,
    document_sha256: str | None,
) -> LedgerEntry:
    """Append one entry. The database gives index, predecessor, time and digest; later appends wait for our commit."""
    row = connection.execute(
        "insert into app.ledger (tenant_id, event, subject_id, payload_sha256, document_sha256)"
        f" values (%s, %s, %s, %s, %s) returning {_COLUMNS}",
        [tenant, event.value, subject, payload_sha256, document_sha256],
    ).fetchone()
    return _entry(row)


def by_index(connection: Connection, index: int) -> LedgerEntry | None:
    """The entry of an index."""
    row = connection.execute(f"select {_COLUMNS} from app.ledger where index = %s", [index]).fetchone()
    return None if row is None else _entry(row)


def of_subject(connection: Connection, subject: UUID, event: LedgerEvent) -> LedgerEntry | None:
    """The entry of a certificate's event."""
    row = connection.execute(
        f"select {_COLUMNS} from app.ledger where subject_id = %s and event = %s", [subject, event.value]
    ).fetchone()
    return None if row is None else _entry(row)


def head(connection: Connection) -> LedgerEntry | None:
    """The last entry; None in an empty ledger."""
    row = connection.execute(f"select {_COLUMNS} from app.ledger order by index desc limit 1").fetchone()
    return None if row is None else _entry(row)


def all_entries(connection: Connection) -> Iterator[LedgerEntry]:
    """Every entry in order, fetched in portions."""
    with connection.cursor(name="ledger_entries") as cursor:
        cursor.itersize = 5000
        cursor.execute(f"select {_COLUMNS} from app.ledger order by index")
        for row in cursor:
            yield _entry(row)


def _entry(row: Any) -> LedgerEntry:
    return LedgerEntry.model_validate(row)
