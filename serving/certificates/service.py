"""Issue, read and revoke certificates. Usable without HTTP: a connection, a tenant, a day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import psycopg

from psra_assets.contracts.declaration import (
    CertificateStatus,
    DatePolicy,
    DeclarationPayload,
    DeclarationRequest,
    DeclaredPeriod,
    IssuedCertificate,
)
from psra_assets.contracts.ledger import LedgerEvent
from psra_assets.foundation.errors import EnvironmentFault
from psra_assets.foundation.rulebook import LoadedRuleBook, load_rulebook
from psra_assets.foundation.unit_of_work import Connection, unit_of_work
from serving.certificates import checks, published, repository, statement, validity
from serving.certificates.checks.context import IssueContext
from serving.certificates.countries import country_name
from serving.certificates.determination import Destination, Determination, decide, destinations
from serving.certificates.errors import (
    AlreadyRevoked,
    DeclarationError,
    SampleOnly,
    UnknownCertificate,
    refuse,
)
from serving.certificates.payload import canonical, digest, sha256
from serving.certificates.request import read_request
from serving.certificates.wording import ANNEX_22_16_EN, Wording
from serving.errors import IdempotencyConflict
from serving.ledger import repository as ledger

AnyConnection = psycopg.Connection[Any]
_ISSUE, _REVOKE = "issue", "revoke"


class ReleaseChanged(EnvironmentFault):
    """Another release was published while the declaration was being decided."""

    code = "SRV540"
    title = "Release changed"


@dataclass(frozen=True, slots=True)
class _Decision:
    """Everything that a payload takes over from the determination."""

    destinations: tuple[Destination, ...]
    determinations: tuple[Determination, ...]
    rules: dict[str, published.PublishedRule]
    period: DeclaredPeriod
    sample_reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Draft:
    """A declaration that was decided and has no number yet."""

    certificate_id: UUID
    request: DeclarationRequest
    context: IssueContext
    law: LoadedRuleBook
    wording: Wording
    decision: _Decision


def issue_json(
    connection: AnyConnection,
    content: bytes,
    *,
    tenant: UUID,
    today: date,
    idempotency_key: str | None = None,
    rulebook: LoadedRuleBook | None = None,
) -> IssuedCertificate:
    """Read a request (JSON) and issue it, as ``issue`` does."""
    return issue(
        connection,
        read_request(content),
        tenant=tenant,
        today=today,
        idempotency_key=idempotency_key,
        rulebook=rulebook,
    )


def issue(
    connection: AnyConnection,
    request: DeclarationRequest,
    *,
    tenant: UUID,
    today: date,
    idempotency_key: str | None = None,
    rulebook: LoadedRuleBook | None = None,
    date_policy: DatePolicy = DatePolicy.STRICT,
    wording: Wording = ANNEX_22_16_EN,
    new_id: Callable[[], UUID] = uuid4,
) -> IssuedCertificate:
    """Check, determine, print and enter one long-term supplier's declaration.

    ``today`` is the day of issue. Without ``idempotency_key`` the key is the request with the day and the release, so
    that asking twice issues once. Raises a ``DeclarationError`` (several: ``DeclarationRefused``) where it is refused,
    ``IdempotencyConflict`` where the key was used for another request, ``NothingPublished`` without a release.
    """
    request_sha256 = digest(request.model_dump(mode="json", by_alias=True, exclude_unset=True))
    if idempotency_key is not None:
        key = repository.Key(_ISSUE, idempotency_key, request_sha256)
        with unit_of_work(connection, role="psra_app", tenant=tenant) as work:
            if (earlier := repository.find_key(work, key)) is not None:
                return _replay(work, key, earlier)
    context = IssueContext(today=today, issued_on=request.issued_on or today, date_policy=date_policy)
    refuse(list(checks.violations(request, context)))
    with unit_of_work(connection, role="psra_app", tenant=tenant) as work:
        law = rulebook or load_rulebook(work)
        decision = _decide(work, request, law, context.issued_on, wording)
    if idempotency_key is None:
        key = repository.Key(_ISSUE, f"{today}/{law.release_id}/{request_sha256}", request_sha256)
    draft = _Draft(new_id(), request, context, law, wording, decision)
    with unit_of_work(connection, role="psra_app", tenant=tenant) as work:
        if (earlier := repository.claim_key(work, tenant, key, draft.certificate_id)) is not None:
            return _replay(work, key, earlier)
        return _enter(work, tenant, draft)


def _decide(
    connection: Connection, request: DeclarationRequest, law: LoadedRuleBook, issued_on: date, wording: Wording
) -> _Decision:
    """Agreements, determinations for every day on which the law changes, and the period that the law covers."""
    found = list(destinations(request, published.agreements(connection), issued_on))
    refuse([item for item in found if isinstance(item, DeclarationError)])
    targets = tuple(item for item in found if isinstance(item, Destination))
    start = request.period.from_
    at_start = _determine(request, law, [(target, [start]) for target in targets])
    rules = _rules(connection, at_start)
    limits = validity.limits_of(targets, (rules[rule_id] for rule_id in sorted(rules)))
    period = validity.covered_period(request.period, request.end_policy, limits)
    later = _determine(
        request, law, [(target, target.agreement.days_of_change(start, period.to)) for target in targets]
    )
    determinations = (*at_start, *later)
    rules |= _rules(connection, later)
    reasons = validity.sample_reasons(targets, determinations, rules, wording)
    if reasons and not request.sample:
        raise SampleOnly(
            f"only a certificate marked SAMPLE may be issued: {'; '.join(reasons)}.",
            place="/sample",
            remedy='Set "sample": true, or publish verified rules.',
        )
    return _Decision(targets, determinations, rules, period, tuple(reasons or ["it was requested as a sample"]))


def _determine(
    request: DeclarationRequest, law: LoadedRuleBook, wanted: Sequence[tuple[Destination, Sequence[date]]]
) -> list[Determination]:
    """Decide every line for every country on each of its days; refuses with all that is not originating."""
    determinations: list[Determination] = []
    refusals: list[DeclarationError] = []
    for number, line in enumerate(request.lines, start=1):
        for target, days in wanted:
            try:
                determinations += [decide(law.book, number, line.case, target, day) for day in days]
            except DeclarationError as refusal:
                refusals.append(refusal)
    refuse(refusals)
    return determinations


def _rules(connection: Connection, determinations: Sequence[Determination]) -> dict[str, published.PublishedRule]:
    """The published rules that the determinations applied; refuses if another release stands by now."""
    applied = {rule_id: sha for determination in determinations for rule_id, sha in determination.rules.items()}
    rules = published.rules(connection, applied)
    for rule_id, rule_sha256 in applied.items():
        if rule_id not in rules or rules[rule_id].rule_sha256 != rule_sha256:
            raise ReleaseChanged(f"rule {rule_id} was replaced while it was applied.", remedy="Ask again.")
    return rules


def _enter(connection: Connection, tenant: UUID, draft: _Draft) -> IssuedCertificate:
    """Number, print and enter in the ledger, all in one transaction."""
    from serving.certificates.pdf.layout import render  # reportlab: half a second, for issuing only

    supplier = draft.request.supplier
    series = digest(
        {
            "issuer": " ".join(supplier.name.casefold().split()),
            "country": supplier.country,
            "sample": draft.request.sample,
        }
    )
    number = repository.next_number(connection, tenant, series, supplier.name)
    payload = _payload(draft, number)
    printed = statement.compose(payload, draft.wording)
    refuse(statement.check(printed, payload, draft.wording))
    pdf = render(payload, printed, draft.wording)
    payload_sha256, document_sha256 = sha256(canonical(payload)), sha256(pdf)
    repository.insert(
        connection,
        tenant,
        issuer_sha256=series,
        payload=payload,
        payload_sha256=payload_sha256,
        pdf=pdf,
        pdf_sha256=document_sha256,
    )
    repository.insert_determinations(
        connection, tenant, draft.certificate_id, draft.law.release_id, list(draft.decision.determinations)
    )
    entry = ledger.append(
        connection,
        tenant,
        LedgerEvent.ISSUED,
        draft.certificate_id,
        payload_sha256=payload_sha256,
        document_sha256=document_sha256,
    )
    return IssuedCertificate(
        certificate_id=draft.certificate_id,
        reference=payload.reference,
        number=number,
        payload=payload,
        payload_sha256=payload_sha256,
        document_sha256=document_sha256,
        pdf=pdf,
        ledger_index=entry.index,
        ledger_entry_sha256=entry.entry_sha256,
        warnings=checks.warnings(draft.request),
    )


def _payload(draft: _Draft, number: int) -> DeclarationPayload:
    request, context, decision = draft.request, draft.context, draft.decision
    mark = "SAMPLE-" if request.sample else ""
    return DeclarationPayload.model_validate(
        {
            "payload": "psra.ltsd/1",
            "certificate_id": draft.certificate_id,
            "reference": f"{mark}LTSD-{context.issued_on.year}-{number:06d}",
            "number": number,
            "form": draft.wording.form(),
            "supplier": request.supplier,
            "recipient": request.recipient,
            "lines": _lines(request, decision),
            "origin": request.origin,
            "countries": [
                {"code": target.code, "name": country_name(target.code), "agreement": target.agreement.agreement_id}
                for target in decision.destinations
            ],
            "cumulation": request.cumulation,
            "place": request.place,
            "issued_on": context.issued_on,
            "valid_from": decision.period.from_,
            "valid_to": decision.period.to,
            "date_policy": context.date_policy,
            "signature_route": request.signature_route,
            "sample": request.sample,
            "sample_reasons": decision.sample_reasons if request.sample else (),
            "release_id": draft.law.release_id,
            "law_sha256": draft.law.law_sha256,
            "engine": decision.determinations[0].engine,
        }
    )


def _lines(request: DeclarationRequest, decision: _Decision) -> list[dict[str, object]]:
    return [
        {
            "line": number,
            "description": line.description,
            "designation": line.designation,
            "hs_code": line.hs_code,
            "determinations": [
                {
                    "country": found.country,
                    "agreement": found.agreement_id,
                    "as_of": found.as_of,
                    "verdict": found.verdict,
                    "case_sha256": found.case_sha256,
                    "answer_sha256": found.answer_sha256,
                    "rules": [
                        {
                            "id": rule_id,
                            "sha256": rule_sha256,
                            "publisher": decision.rules[rule_id].publisher,
                            "is_verified": decision.rules[rule_id].is_verified,
                        }
                        for rule_id, rule_sha256 in found.rules.items()
                    ],
                }
                for found in decision.determinations
                if found.line == number
            ],
        }
        for number, line in enumerate(request.lines, start=1)
    ]


def _replay(connection: Connection, key: repository.Key, earlier: tuple[str, UUID]) -> IssuedCertificate:
    known_sha256, certificate_id = earlier
    _same_request(key, known_sha256)
    return _read(connection, certificate_id).model_copy(update={"is_replay": True})


def _read(connection: Connection, certificate_id: UUID) -> IssuedCertificate:
    stored = repository.by_id(connection, certificate_id)
    pdf = repository.pdf_of(connection, certificate_id)
    entry = ledger.of_subject(connection, certificate_id, LedgerEvent.ISSUED)
    if stored is None or pdf is None or entry is None:
        raise UnknownCertificate(f"there is no certificate {certificate_id}.")
    return IssuedCertificate(
        certificate_id=stored.certificate_id,
        reference=stored.reference,
        number=stored.number,
        payload=DeclarationPayload.model_validate(stored.payload),
        payload_sha256=stored.payload_sha256,
        document_sha256=stored.pdf_sha256,
        pdf=pdf,
        ledger_index=entry.index,
        ledger_entry_sha256=entry.entry_sha256,
    )


def read(connection: AnyConnection, certificate_id: UUID, *, tenant: UUID) -> IssuedCertificate:
    """An issued certificate with its file. Raises ``UnknownCertificate``."""
    with unit_of_work(connection, role="psra_app", tenant=tenant) as work:
        return _read(work, certificate_id)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a certificate stands on a day."""

    status: CertificateStatus
    revoked_from: date | None
    revocation_reason: str | None


def standing(connection: AnyConnection, certificate_id: UUID, *, tenant: UUID, today: date) -> Standing:
    """Whether a certificate is pending, active, expired or revoked today. Raises ``UnknownCertificate``."""
    with unit_of_work(connection, role="psra_app", tenant=tenant) as work:
        stored = repository.by_id(work, certificate_id)
    if stored is None:
        raise UnknownCertificate(f"there is no certificate {certificate_id}.")
    return Standing(_status(stored, today), stored.revoked_from, stored.revocation_reason)


def _status(stored: repository.StoredCertificate, today: date) -> CertificateStatus:
    if stored.revoked_from is not None:
        return CertificateStatus.REVOKED
    if today < stored.valid_from:
        return CertificateStatus.PENDING
    return CertificateStatus.ACTIVE if today <= stored.valid_to else CertificateStatus.EXPIRED


def revoke(
    connection: AnyConnection,
    certificate_id: UUID,
    *,
    tenant: UUID,
    effective_on: date,
    reason: str,
    idempotency_key: str | None = None,
) -> tuple[Standing, bool]:
    """Revoke a certificate from a day on, which may lie in the past (V050), and enter it in the ledger. Final.

    The second value says whether the key had done it before. Raises ``UnknownCertificate``, ``AlreadyRevoked`` or
    ``IdempotencyConflict``.
    """
    payload = {
        "payload": "psra.revocation/1",
        "certificate_id": str(certificate_id),
        "effective_on": effective_on.isoformat(),
        "reason": reason,
    }
    payload_sha256 = digest(payload)
    revoked = Standing(CertificateStatus.REVOKED, effective_on, reason)
    with unit_of_work(connection, role="psra_app", tenant=tenant) as work:
        if repository.by_id(work, certificate_id) is None:
            raise UnknownCertificate(f"there is no certificate {certificate_id}.")
        if idempotency_key is not None:
            key = repository.Key(_REVOKE, idempotency_key, payload_sha256)
            earlier = repository.claim_key(work, tenant, key, certificate_id)
            if earlier is not None:
                _same_request(key, earlier[0])
                return revoked, True
        if not repository.insert_revocation(
            work,
            tenant,
            certificate_id,
            effective_on=effective_on,
            reason=reason,
            payload=payload,
            payload_sha256=payload_sha256,
        ):
            raise AlreadyRevoked(f"certificate {certificate_id} was revoked before.", remedy="A revocation is final.")
        ledger.append(
            work, tenant, LedgerEvent.REVOKED, certificate_id, payload_sha256=payload_sha256, document_sha256=None
        )
    return revoked, False


def _same_request(key: repository.Key, known_sha256: str) -> None:
    if known_sha256 != key.request_sha256:
        raise IdempotencyConflict(
            f"the key {key.key!r} was used for another request.", remedy="Use a new key for a new request."
        )
