"""Certificates as the API shows them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pydantic import Field

from psra_assets.contracts.base import Contract
from psra_assets.contracts.declaration import CertificateStatus, DeclarationPayload, Sha256
from psra_assets.contracts.party import PrintedText


class CertificateResource(Contract):
    """An issued certificate: its payload, its digests, its place in the ledger and how it stands today."""

    certificate_id: UUID
    reference: str
    number: int
    status: CertificateStatus
    revoked_from: date | None
    revocation_reason: str | None
    payload: DeclarationPayload
    payload_sha256: Sha256 = Field(description="notary hash: SHA-256 of the payload's RFC 8785 form")
    document_sha256: Sha256 = Field(description="SHA-256 of the finished PDF")
    ledger_index: int
    ledger_entry_sha256: Sha256
    warnings: tuple[str, ...] = ()


class RevocationRequest(Contract):
    """From which day a certificate no longer holds, and why. The day may lie in the past."""

    effective_on: date = Field(examples=["2026-12-01"])
    reason: PrintedText = Field(examples=["The supplier of the granulate has changed."])


class RevocationResource(Contract):
    """A revoked certificate."""

    certificate_id: UUID
    status: CertificateStatus
    revoked_from: date
    revocation_reason: str
