"""``POST /v1/rules:validate``."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.concurrency import run_in_threadpool

from serving.rules import service
from serving.rules.schemas import ValidationReport
from serving.web import media
from serving.web.openapi import body, problems

router = APIRouter(prefix="/v1", tags=["law"])
_TEXT = {"type": "string", "description": "a RaC 2.0 document"}


@router.post(
    "/rules:validate",
    operation_id="validateRules",
    summary="Validate a RaC document",
    response_model=ValidationReport,
    responses=problems(413, 415, 422),
    openapi_extra=body({media.JSON: {"type": "object"}, **dict.fromkeys(media.YAML, _TEXT)}),
)
async def validate(
    request: Request,
    as_of: Annotated[
        date | None, Query(description="day, for lints that look at one; they are left out if it is absent")
    ] = None,
) -> ValidationReport:
    """Schema and law lints with line and column, and the edits that mend what they find where that is certain.

    An invalid document is an answer, not an error. `psra rac explain` documents the codes.
    """
    given = media.content_type(request, (media.JSON, *media.YAML))
    content = await request.body()
    name = "document.json" if given == media.JSON else "document.yaml"
    return await run_in_threadpool(service.validate, name, content, as_of.isoformat() if as_of else None)
