"""``/v1/certificates``: issue, read, revoke."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import ValidationError

from psra_assets.contracts.declaration import IssuedCertificate
from serving.certificates import service
from serving.certificates.schemas import CertificateResource, RevocationRequest, RevocationResource
from serving.certificates.service import Standing
from serving.errors import InvalidRequest
from serving.web import media
from serving.web.examples import DECLARATION_REQUEST
from serving.web.openapi import BINARY, body, problems, reference
from serving.web.services import IdempotencyKey, Served, Services, Tenant

router = APIRouter(prefix="/v1/certificates", tags=["certificates"])
_FORMS = (media.JSON, media.PDF)


@router.post(
    "",
    operation_id="issueCertificate",
    summary="Issue a long-term supplier's declaration",
    status_code=201,
    response_model=CertificateResource,
    responses={
        201: {
            "description": "Issued: as JSON, or the PDF by `Accept`",
            "content": {media.PDF: {"schema": BINARY}},
            "headers": {"Location": {"schema": {"type": "string"}, "description": "Where the certificate is"}},
        },
        **problems(406, 409, 413, 415, 422, 503),
    },
    openapi_extra=body({media.JSON: reference("DeclarationRequest")}, {media.JSON: DECLARATION_REQUEST}),
)
async def issue(request: Request, services: Served, tenant: Tenant, key: IdempotencyKey = None) -> Response:
    """Check the request, decide every line for every country, print the declaration and enter it in the ledger.

    Refused with the number of the rule that forbids it (`DEC4nn`), unless every line is originating for every country.
    Without an `Idempotency-Key` the same request is one declaration for a day and release.
    """
    form = media.negotiate(request, _FORMS)
    media.content_type(request, (media.JSON,))
    content = await request.body()

    def work(services: Services) -> tuple[IssuedCertificate, Standing]:
        law = services.rulebooks.current()
        today = services.today()
        with services.pool.connection() as connection:
            issued = service.issue_json(
                connection, content, tenant=tenant, today=today, idempotency_key=key, rulebook=law
            )
            return issued, service.standing(connection, issued.certificate_id, tenant=tenant, today=today)

    issued, standing = await run_in_threadpool(work, services)
    if not issued.is_replay:
        services.metrics.issued(sample=issued.payload.sample)
    response = _shown(issued, standing, form, 201)
    response.headers["location"] = f"/v1/certificates/{issued.certificate_id}"
    if issued.is_replay:
        response.headers["idempotent-replayed"] = "true"
    return response


@router.get(
    "/{certificate_id}",
    operation_id="getCertificate",
    summary="A certificate, as JSON or PDF",
    response_model=CertificateResource,
    responses={200: {"content": {media.PDF: {"schema": BINARY}}}, **problems(404, 406, 422, 503)},
)
def read(request: Request, services: Served, tenant: Tenant, certificate_id: UUID) -> Response:
    """The certificate with its standing today; with `Accept: application/pdf` the file exactly as it was issued."""
    form = media.negotiate(request, _FORMS)
    with services.pool.connection() as connection:
        issued = service.read(connection, certificate_id, tenant=tenant)
        standing = service.standing(connection, certificate_id, tenant=tenant, today=services.today())
    return _shown(issued, standing, form, 200)


@router.post(
    "/{certificate_id}:revoke",
    operation_id="revokeCertificate",
    summary="Revoke a certificate",
    response_model=RevocationResource,
    responses=problems(404, 409, 413, 415, 422, 503),
    openapi_extra=body({media.JSON: reference("RevocationRequest")}),
)
async def revoke(
    request: Request, services: Served, tenant: Tenant, certificate_id: UUID, key: IdempotencyKey = None
) -> RevocationResource:
    """Revoke from a day on, which may lie in the past, and enter it in the ledger. A revocation is final."""
    media.content_type(request, (media.JSON,))
    wanted = _revocation(await request.body())

    def work(services: Services) -> tuple[Standing, bool]:
        with services.pool.connection() as connection:
            return service.revoke(
                connection,
                certificate_id,
                tenant=tenant,
                effective_on=wanted.effective_on,
                reason=wanted.reason,
                idempotency_key=key,
            )

    standing, is_replay = await run_in_threadpool(work, services)
    if not is_replay:
        services.metrics.revoked()
    return RevocationResource(
        certificate_id=certificate_id,
        status=standing.status,
        revoked_from=wanted.effective_on,
        revocation_reason=wanted.reason,
    )


def _revocation(content: bytes) -> RevocationRequest:
    try:
        return RevocationRequest.model_validate_json(content)
    except ValidationError as error:
        fault = error.errors(include_url=False, include_input=False)[0]
        pointer = "".join(f"/{step}" for step in fault["loc"])
        raise InvalidRequest(f"{fault['msg']}.", place=pointer or "/") from error


def _shown(issued: IssuedCertificate, standing: Standing, form: str, status: int) -> Response:
    headers = {"vary": "accept", "cache-control": "private, no-cache"}
    if form == media.PDF:
        headers["content-disposition"] = f'inline; filename="{issued.reference}.pdf"'
        return Response(issued.pdf, status, headers, media.PDF)
    resource = CertificateResource(
        certificate_id=issued.certificate_id,
        reference=issued.reference,
        number=issued.number,
        status=standing.status,
        revoked_from=standing.revoked_from,
        revocation_reason=standing.revocation_reason,
        payload=issued.payload,
        payload_sha256=issued.payload_sha256,
        document_sha256=issued.document_sha256,
        ledger_index=issued.ledger_index,
        ledger_entry_sha256=issued.ledger_entry_sha256,
        warnings=issued.warnings,
    )
    return Response(resource.model_dump_json(by_alias=True), status, headers, media.JSON)
