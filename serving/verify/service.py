"""Verify a file or a payload against the local ledger: every byte, or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import psycopg

from psra_assets.contracts.declaration import Verification, VerificationCheck, VerificationVerdict
from psra_assets.contracts.ledger import LedgerEntry, LedgerEvent
from psra_assets.foundation.unit_of_work import Connection, unit_of_work
from serving.certificates import repository
from serving.certificates.payload import digest, sha256
from serving.certificates.repository import StoredCertificate
from serving.ledger import repository as ledger
from serving.ledger.service import fault_around
from serving.verify.errors import NotVerifiable, TooLargeToVerify
from serving.verify.presented import Marks, is_pdf, marks_of, payload_of

LARGEST = 20 * 1024 * 1024
"""No certificate comes near it: 2,000 lines are about 1 MB."""


def verify(connection: psycopg.Connection[Any], content: bytes, *, tenant: UUID) -> Verification:
    """Compare a PDF, or a payload (JSON), with what was issued.

    ``genuine``: every byte is what the ledger keeps, the entry and its links hold, and it was not revoked.
    ``revoked``: the same, but it was revoked. ``altered``: it bears the marks of a certificate, but differs, or the
    ledger that should vouch for it does not hold. ``unknown``: nothing here was issued as this.
    Raises ``TooLargeToVerify`` or ``NotVerifiable``.
    """
    if len(content) > LARGEST:
        raise TooLargeToVerify(f"the input has {len(content)} bytes; certificates have at most {LARGEST}.")
    with unit_of_work(connection, role="psra_app", tenant=tenant) as work:
        if is_pdf(content):
            return _verify_file(work, content)
        payload = payload_of(content)
        if payload is None:
            raise NotVerifiable("the input is neither a PDF nor a JSON object.", remedy="Give the file as issued.")
        return _verify_payload(work, *payload)


def _verify_file(connection: Connection, content: bytes) -> Verification:
    presented = sha256(content)
    stored = repository.by_pdf(connection, presented)
    if stored is not None:
        return _vouch(connection, stored, presented, f"SHA-256 {presented} of all {len(content)} bytes")
    marks = marks_of(content)
    claimed = _claimed(connection, marks)
    if claimed is None:
        return Verification(
            verdict=VerificationVerdict.UNKNOWN,
            presented_sha256=presented,
            checks=(_failed("file", f"no certificate was issued as a file with SHA-256 {presented}"),),
        )
    return _altered(claimed, presented, tuple(_differences(claimed, marks, presented)))


def _verify_payload(connection: Connection, document: dict[str, object], presented: str) -> Verification:
    stored = repository.by_payload(connection, presented)
    if stored is not None:
        return _vouch(connection, stored, presented, f"notary hash {presented} of the canonical payload")
    try:
        claimed = repository.by_id(connection, UUID(str(document.get("certificate_id"))))
    except ValueError:
        claimed = None
    if claimed is None:
        return Verification(
            verdict=VerificationVerdict.UNKNOWN,
            presented_sha256=presented,
            checks=(_failed("payload", f"no certificate was issued with the notary hash {presented}"),),
        )
    found = f"its notary hash is {presented}, issued was {claimed.payload_sha256}"
    return _altered(claimed, presented, (_failed("payload", found),))


def _claimed(connection: Connection, marks: Marks) -> StoredCertificate | None:
    """The certificate that a file's marks name, if it was issued."""
    for certificate_id in marks.certificate_ids:
        if (stored := repository.by_id(connection, certificate_id)) is not None:
            return stored
    digests = [*marks.payload_digests, *([sha256(marks.payload)] if marks.payload is not None else [])]
    for payload_sha256 in digests:
        if (stored := repository.by_payload(connection, payload_sha256)) is not None:
            return stored
    return None


def _differences(claimed: StoredCertificate, marks: Marks, presented: str) -> Iterator[VerificationCheck]:
    yield _failed("file", f"its SHA-256 is {presented}, issued was {claimed.pdf_sha256}: bytes were changed")
    if marks.payload is None:
        yield _failed("attached payload", "the attached payload is missing or damaged")
    elif sha256(marks.payload) == claimed.payload_sha256:
        yield _passed("attached payload", "the attached payload is the issued one; what is printed may differ from it")
    else:
        yield _failed("attached payload", "the attached payload differs from the issued one")


def _vouch(connection: Connection, stored: StoredCertificate, presented: str, compared: str) -> Verification:
    """The input is a stored certificate's: now the ledger must say so too."""
    entry = ledger.of_subject(connection, stored.certificate_id, LedgerEvent.ISSUED)
    checks = [
        _passed("content", f"{compared} is what was issued as {stored.reference}"),
        *_ledger_checks(connection, stored, entry),
    ]
    revocation = ledger.of_subject(connection, stored.certificate_id, LedgerEvent.REVOKED)
    is_revoked = stored.revoked_from is not None or revocation is not None
    if is_revoked:
        checks.append(_failed("not revoked", f"revoked from {stored.revoked_from}: {stored.revocation_reason}"))
    else:
        checks.append(_passed("not revoked", "the ledger holds no revocation"))
    if stored.is_sample:
        checks.append(_passed("sample", "it is marked SAMPLE: it is no proof of origin"))
    if any(not check.passed for check in checks if check.name != "not revoked"):
        verdict = VerificationVerdict.ALTERED
    else:
        verdict = VerificationVerdict.REVOKED if is_revoked else VerificationVerdict.GENUINE
    return _verification(stored, presented, verdict, tuple(checks), entry)


def _ledger_checks(
    connection: Connection, stored: StoredCertificate, entry: LedgerEntry | None
) -> Iterator[VerificationCheck]:
    if entry is None:
        yield _failed("ledger entry", "the ledger has no entry for it")
        return
    kept = (entry.document_sha256, entry.payload_sha256)
    if kept == (stored.pdf_sha256, stored.payload_sha256) and digest(stored.payload) == entry.payload_sha256:
        yield _passed("ledger entry", f"entry {entry.index} keeps the same digests of file and payload")
    else:
        yield _failed("ledger entry", f"entry {entry.index} keeps other digests")
    fault = fault_around(connection, entry)
    if fault is None:
        yield _passed("ledger chain", f"entry {entry.index} and its links hold")
    else:
        yield _failed("ledger chain", fault)


def _altered(stored: StoredCertificate, presented: str, checks: tuple[VerificationCheck, ...]) -> Verification:
    return _verification(stored, presented, VerificationVerdict.ALTERED, checks, None)


def _verification(
    stored: StoredCertificate,
    presented: str,
    verdict: VerificationVerdict,
    checks: tuple[VerificationCheck, ...],
    entry: LedgerEntry | None,
) -> Verification:
    return Verification(
        verdict=verdict,
        presented_sha256=presented,
        certificate_id=stored.certificate_id,
        reference=stored.reference,
        sample=stored.is_sample,
        valid_from=stored.valid_from,
        valid_to=stored.valid_to,
        revoked_from=stored.revoked_from,
        ledger_index=None if entry is None else entry.index,
        checks=checks,
    )


def _passed(name: str, detail: str) -> VerificationCheck:
    return VerificationCheck(name=name, passed=True, detail=detail)


def _failed(name: str, detail: str) -> VerificationCheck:
    return VerificationCheck(name=name, passed=False, detail=detail)
