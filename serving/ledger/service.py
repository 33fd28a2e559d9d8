"""The chain's arithmetic, apart from the database that made it: digests and links are computed again here."""

from __future__ import annotations

from datetime import UTC
from typing import Any
from uuid import UUID

import psycopg

from psra_assets.contracts.ledger import GENESIS, LedgerCheckpoint, LedgerEntry
from psra_assets.foundation.unit_of_work import Connection, unit_of_work
from serving.certificates.payload import digest
from serving.ledger import repository
from serving.ledger.errors import LedgerBroken, UnknownEntry


def entry_digest(entry: LedgerEntry) -> str:
    """SHA-256 of the RFC 8785 form of an entry without its own digest."""
    return digest(
        {
            "document_sha256": entry.document_sha256,
            "event": entry.event.value,
            "index": entry.index,
            "payload_sha256": entry.payload_sha256,
            "previous_sha256": entry.previous_sha256,
            "recorded_at": entry.recorded_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            "subject_id": str(entry.subject_id),
            "tenant_id": str(entry.tenant_id),
        }
    )


def fault_between(previous: LedgerEntry | None, entry: LedgerEntry) -> str | None:
    """What is wrong with an entry that should follow ``previous`` (None: be the first); None if nothing is."""
    if entry.index != (1 if previous is None else previous.index + 1):
        return f"entry {entry.index} stands where {1 if previous is None else previous.index + 1} should"
    if entry.previous_sha256 != (GENESIS if previous is None else previous.entry_sha256):
        return f"entry {entry.index} does not name the digest of its predecessor"
    if entry_digest(entry) != entry.entry_sha256:
        return f"entry {entry.index} does not match its own digest"
    return None


def fault_around(connection: Connection, entry: LedgerEntry) -> str | None:
    """What is wrong with an entry and its links to both neighbours; None if nothing is. Three reads."""
    previous = repository.by_index(connection, entry.index - 1) if entry.index > 1 else None
    if previous is None and entry.index > 1:
        return f"entry {entry.index - 1} is missing"
    following = repository.by_index(connection, entry.index + 1)
    found = fault_between(previous, entry)
    if found is None and following is not None:
        found = fault_between(entry, following)
    return found


def verify_chain(
    connection: psycopg.Connection[Any], *, tenant: UUID, known: LedgerCheckpoint | None = None
) -> LedgerCheckpoint:
    """Recompute every entry and link of the tenant's chain; the head that was found.

    ``known`` is a checkpoint kept elsewhere: a chain that was rewritten or cut after it no longer contains it.
    Raises ``LedgerBroken`` with the first fault.
    """
    previous: LedgerEntry | None = None
    with unit_of_work(connection, role="psra_app", tenant=tenant) as work:
        for entry in repository.all_entries(work):
            fault = fault_between(previous, entry)
            if fault is None and known is not None and entry.index == known.size:
                fault = None if entry.entry_sha256 == known.head_sha256 else f"entry {entry.index} is not the known one"
            if fault is not None:
                raise LedgerBroken(f"{fault}.", place=f"ledger entry {entry.index}", remedy="Restore a backup.")
            previous = entry
    if known is not None and known.size > (previous.index if previous else 0):
        raise LedgerBroken(
            f"the ledger ends at {previous.index if previous else 0}, but entry {known.size} is known.",
            place=f"ledger entry {known.size}",
            remedy="Restore a backup.",
        )
    return _checkpoint(tenant, previous)


def checkpoint(connection: psycopg.Connection[Any], *, tenant: UUID) -> LedgerCheckpoint:
    """The head of the tenant's chain, as the ledger states it."""
    with unit_of_work(connection, role="psra_app", tenant=tenant) as work:
        return _checkpoint(tenant, repository.head(work))


def entry(connection: psycopg.Connection[Any], index: int, *, tenant: UUID) -> LedgerEntry:
    """One entry; ``UnknownEntry`` if there is none of that index."""
    with unit_of_work(connection, role="psra_app", tenant=tenant) as work:
        found = repository.by_index(work, index)
    if found is None:
        raise UnknownEntry(f"the ledger has no entry {index}.", remedy="/v1/ledger/checkpoint names the last one.")
    return found


def _checkpoint(tenant: UUID, head: LedgerEntry | None) -> LedgerCheckpoint:
    return LedgerCheckpoint(
        tenant_id=tenant,
        size=0 if head is None else head.index,
        head_sha256=GENESIS if head is None else head.entry_sha256,
        recorded_at=None if head is None else head.recorded_at,
    )
