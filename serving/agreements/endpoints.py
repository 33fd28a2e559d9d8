"""``GET /v1/agreements``, ``GET /v1/rules``."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from serving.agreements import service
from serving.agreements.schemas import AgreementList, RuleList
from serving.web.openapi import problems
from serving.web.problem import case_problem
from serving.web.services import Served

router = APIRouter(prefix="/v1", tags=["law"])


@router.get("/agreements", operation_id="listAgreements", summary="Published agreements", responses=problems(503))
def list_agreements(services: Served) -> AgreementList:
    """Every agreement of the current release, with the number of its product-specific rules."""
    return service.agreements(services.pool)


@router.get(
    "/rules",
    operation_id="listRules",
    summary="Rules for a code",
    response_model=RuleList,
    responses=problems(404, 422, 503),
)
def list_rules(
    request: Request,
    services: Served,
    agreement: Annotated[str, Query(pattern=r"^[a-z0-9-]{1,60}$", description="agreement id", examples=["eu-gb"])],
    hs_code: Annotated[
        str, Query(pattern=r"^([0-9]{6}|[0-9]{8}|[0-9]{10})$", description="6, 8 or 10 digits", examples=["392310"])
    ],
    as_of: Annotated[date | None, Query(description="day of the law; today if absent")] = None,
) -> RuleList | Response:
    """The rules of an agreement that apply to a code on a day, with text, criteria and sources."""
    found = service.rules(services.rulebooks.current(), agreement, hs_code, as_of or services.today())
    return found if isinstance(found, RuleList) else case_problem(request, found)
