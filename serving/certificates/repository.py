"""SQL of certificates. Nothing here commits: the unit of work does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from psra_assets.contracts.declaration import DeclarationPayload
from psra_assets.foundation.unit_of_work import Connection
from serving.certificates.determination import Determination


@dataclass(frozen=True, slots=True)
class StoredCertificate:
    """A row of ``app.declarations`` with what its revocation says."""

    certificate_id: UUID
    reference: str
    number: int
    is_sample: bool
    valid_from: date
    valid_to: date
    payload: dict[str, Any]
    payload_sha256: str
    pdf_sha256: str
    revoked_from: date | None
    revocation_reason: str | None


_SELECT = """
select d.certificate_id, d.reference, d.number, d.is_sample, d.valid_from, d.valid_to, d.payload, d.payload_sha256,
       d.pdf_sha256, r.effective_on as revoked_from, r.reason as revocation_reason
  from app.declarations as d
  left join app.revocations as r using (tenant_id, certificate_id)
"""


@dataclass(frozen=True, slots=True)
class Key:
    """An idempotency key: for which operation, and the digest of the request that it stands for."""

    operation: str
    key: str
    request_sha256: str


def find_key(connection: Connection, key: Key) -> tuple[str, UUID] | None:
    """Who used a key before: request digest and certificate."""
    row = connection.execute(
        "select request_sha256, certificate_id from app.idempotency_keys where operation = %s and idempotency_key = %s",
        [key.operation, key.key],
    ).fetchone()
    return None if row is None else (row["request_sha256"], row["certificate_id"])


def claim_key(connection: Connection, tenant: UUID, key: Key, certificate: UUID) -> tuple[str, UUID] | None:
    """Claim a key. None: it is ours; otherwise who had it first.

    A concurrent claim of the same key waits here until the first one has committed or rolled back.
    """
    claimed = connection.execute(
        "insert into app.idempotency_keys (tenant_id, operation, idempotency_key, request_sha256, certificate_id)"
        " values (%s, %s, %s, %s, %s) on conflict do nothing returning true",
        [tenant, key.operation, key.key, key.request_sha256, certificate],
    ).fetchone()
    return None if claimed is not None else find_key(connection, key)


def next_number(connection: Connection, tenant: UUID, issuer_sha256: str, issuer_name: str) -> int:
    """The issuer's next number. Others wait for our commit; a rollback gives the number back: no gaps (V070)."""
    row = connection.execute(
        "insert into app.number_series as series (tenant_id, issuer_sha256, issuer_name, last_number)"
        " values (%s, %s, %s, 1) on conflict (tenant_id, issuer_sha256)"
        " do update set last_number = series.last_number + 1 returning last_number",
        [tenant, issuer_sha256, issuer_name],
    ).fetchone()
    number: int = inserted(row)["last_number"]
    return number


def inserted(row: dict[str, Any] | None) -> dict[str, Any]:
    """The row that ``insert … returning`` gave."""
    if row is None:
        raise RuntimeError("an insert with returning gave no row")
    return row


def insert(
    connection: Connection,
    tenant: UUID,
    *,
    issuer_sha256: str,
    payload: DeclarationPayload,
    payload_sha256: str,
    pdf: bytes,
    pdf_sha256: str,
) -> None:
    """Keep an issued certificate."""
    connection.execute(
        "insert into app.declarations (tenant_id, certificate_id, issuer_sha256, number, reference, form, is_sample,"
        " issued_on, valid_from, valid_to, payload, payload_sha256, pdf, pdf_sha256)"
        " values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        [
            tenant,
            payload.certificate_id,
            issuer_sha256,
            payload.number,
            payload.reference,
            f"{payload.form.annex} {payload.form.language} {payload.form.version}",
            payload.sample,
            payload.issued_on,
            payload.valid_from,
            payload.valid_to,
            Jsonb(payload.model_dump(mode="json", by_alias=True)),
            payload_sha256,
            pdf,
            pdf_sha256,
        ],
    )


def insert_determinations(
    connection: Connection, tenant: UUID, certificate: UUID, release_id: int, determinations: list[Determination]
) -> None:
    """Keep the decisions on which a certificate rests."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "insert into app.determinations (tenant_id, certificate_id, line, country, case_id, agreement_id, verdict,"
            " as_of, case_document, case_sha256, answer, answer_sha256, release_id, engine)"
            " values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [
                (
                    tenant,
                    certificate,
                    found.line,
                    found.country,
                    found.case.get("case_id"),
                    found.agreement_id,
                    found.verdict,
                    found.as_of,
                    Jsonb(found.case),
                    found.case_sha256,
                    Jsonb(found.answer),
                    found.answer_sha256,
                    release_id,
                    found.engine,
                )
                for found in determinations
            ],
        )


def by_id(connection: Connection, certificate: UUID) -> StoredCertificate | None:
    """A certificate by its id."""
    return _one(connection, "where d.certificate_id = %s", certificate)


def by_pdf(connection: Connection, pdf_sha256: str) -> StoredCertificate | None:
    """A certificate by the digest of its file."""
    return _one(connection, "where d.pdf_sha256 = %s", pdf_sha256)


def by_payload(connection: Connection, payload_sha256: str) -> StoredCertificate | None:
    """A certificate by its notary hash."""
    return _one(connection, "where d.payload_sha256 = %s", payload_sha256)


def pdf_of(connection: Connection, certificate: UUID) -> bytes | None:
    """The finished file as it was issued."""
    row = connection.execute("select pdf from app.declarations where certificate_id = %s", [certificate]).fetchone()
    return None if row is None else bytes(row["pdf"])


def insert_revocation(
    connection: Connection,
    tenant: UUID,
    certificate: UUID,
    *,
    effective_on: date,
    reason: str,
    payload: dict[str, Any],
    payload_sha256: str,
) -> bool:
    """Revoke a certificate; False if it was revoked before."""
    row = connection.execute(
        "insert into app.revocations (tenant_id, certificate_id, effective_on, reason, payload, payload_sha256)"
        " values (%s, %s, %s, %s, %s, %s) on conflict do nothing returning true",
        [tenant, certificate, effective_on, reason, Jsonb(payload), payload_sha256],
    ).fetchone()
    return row is not None


def _one(connection: Connection, where: str, value: object) -> StoredCertificate | None:
    row = connection.execute(_SELECT + where, [value]).fetchone()
    return None if row is None else StoredCertificate(**row)
