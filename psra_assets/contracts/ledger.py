"""The ledger: an append-only, hash-chained list of events, one chain per tenant."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from psra_assets.contracts.base import Contract

Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
GENESIS = "0" * 64


class LedgerEvent(StrEnum):
    """What the ledger records."""

    ISSUED = "issued"
    REVOKED = "revoked"


class LedgerEntry(Contract):
    """One entry. ``entry_sha256`` is over the RFC 8785 form of all other fields, times in UTC with microseconds."""

    tenant_id: UUID
    index: int = Field(ge=1)
    event: LedgerEvent
    subject_id: UUID
    payload_sha256: Digest
    document_sha256: Digest | None
    previous_sha256: Digest
    entry_sha256: Digest
    recorded_at: datetime


class LedgerCheckpoint(Contract):
    """The head of the chain: how many entries there are and the digest of the last one."""

    tenant_id: UUID
    size: int = Field(ge=0)
    head_sha256: Digest
    recorded_at: datetime | None
