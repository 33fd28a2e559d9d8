"""``POST /v1/verify``."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool

from psra_assets.contracts.declaration import Verification
from serving.verify import service
from serving.web import media
from serving.web.openapi import BINARY, body, problems
from serving.web.services import Served, Services, Tenant

router = APIRouter(prefix="/v1", tags=["certificates"])


@router.post(
    "/verify",
    operation_id="verifyCertificate",
    summary="Verify a file or a payload",
    response_model=Verification,
    responses=problems(413, 415, 422, 503),
    openapi_extra=body({media.PDF: BINARY, media.OCTETS: BINARY, media.JSON: {"type": "object"}}),
)
async def verify(request: Request, services: Served, tenant: Tenant) -> Verification:
    """Compare every byte of a PDF, or a payload's canonical form, with what the ledger keeps.

    The verdict is `genuine`, `revoked`, `altered` or `unknown`; a refused file is an answer, not an error.
    """
    media.content_type(request, (media.PDF, media.OCTETS, media.JSON))
    content = await request.body()

    def compare(services: Services) -> Verification:
        with services.pool.connection() as connection:
            return service.verify(connection, content, tenant=tenant)

    found = await run_in_threadpool(compare, services)
    services.metrics.verified(found.verdict.value)
    return found
