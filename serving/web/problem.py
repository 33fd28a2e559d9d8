"""Errors as ``application/problem+json`` (RFC 9457), with the catalogue's code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson
import psycopg
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from psycopg_pool import PoolTimeout
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import Response

from psra_assets.foundation.errors import CATALOGUE, DatabaseUnavailable, PsraError
from serving.certificates.errors import DeclarationRefused
from serving.errors import InvalidRequest, MethodNotAllowed, NotFound, ServiceError, UnsupportedMediaType

MEDIA_TYPE = "application/problem+json"


class ProblemCause(BaseModel):
    """One of several reasons."""

    code: str
    detail: str
    pointer: str | None = None
    remedy: str | None = None


class Problem(BaseModel):
    """An error: what happened, where, and what to do (RFC 9457)."""

    type: str = Field(examples=["urn:psra:error:DEC402"])
    title: str
    status: int = Field(ge=400, le=599)
    detail: str
    code: str = Field(pattern="^[A-Z]{3}[0-9]{3}$", description="stable code of the error catalogue")
    pointer: str | None = Field(default=None, description="JSON pointer or place in the input")
    remedy: str | None = Field(default=None, description="what to do")
    request_id: str | None = None
    errors: list[ProblemCause] = Field(default_factory=list, description="every reason, where there are several")


def problem(request: Request, error: PsraError, headers: Mapping[str, str] | None = None) -> Response:
    """The response for an error of the catalogue."""
    several = error.violations if isinstance(error, DeclarationRefused) else ()
    return problem_response(
        Problem(
            type=f"urn:psra:error:{error.code}",
            title=error.title,
            status=error.http_status,
            detail=error.message,
            code=error.code,
            pointer=error.place,
            remedy=error.remedy,
            request_id=request.scope.get("psra_request_id"),
            errors=[
                ProblemCause(code=cause.code, detail=cause.message, pointer=cause.place, remedy=cause.remedy)
                for cause in several
            ],
        ),
        headers,
    )


def problem_response(document: Problem, headers: Mapping[str, str] | None = None) -> Response:
    """The document as a response; what is empty is left out."""
    content = orjson.dumps({key: value for key, value in document.model_dump().items() if value not in (None, [])})
    return Response(content, document.status, headers, MEDIA_TYPE)


def case_problem(request: Request, error: Mapping[str, Any]) -> Response:
    """The response for a case that the engine could not read: its own code, message and pointer."""
    known = CATALOGUE.get(str(error["code"]))
    return problem_response(
        Problem(
            type=f"urn:psra:error:{error['code']}",
            title=known.title if known else "Case refused",
            status=422,
            detail=str(error["message"]),
            code=str(error["code"]),
            pointer=error.get("pointer"),
            request_id=request.scope.get("psra_request_id"),
        )
    )


def install(app: FastAPI) -> None:
    """Let every error leave as a problem."""

    async def known(request: Request, error: Exception) -> Response:
        return problem(request, error if isinstance(error, PsraError) else ServiceError(str(error)))

    async def database_down(request: Request, error: Exception) -> Response:
        return problem(
            request, DatabaseUnavailable("the database does not answer.", remedy="Try again; /readyz tells when.")
        )

    async def invalid(request: Request, error: Exception) -> Response:
        return problem(request, _invalid(error if isinstance(error, RequestValidationError) else None))

    async def http(request: Request, error: Exception) -> Response:
        failure = error if isinstance(error, HTTPException) else HTTPException(500)
        return problem(request, _from_status(failure, request), failure.headers)

    app.add_exception_handler(PsraError, known)
    app.add_exception_handler(psycopg.OperationalError, database_down)
    app.add_exception_handler(PoolTimeout, database_down)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, http)


def _invalid(error: RequestValidationError | None) -> InvalidRequest:
    faults = error.errors() if error else []
    where = [".".join(str(step) for step in fault["loc"]) for fault in faults]
    words = "; ".join(f"{place}: {fault['msg']}" for place, fault in zip(where, faults, strict=True))
    return InvalidRequest(f"{words or 'the request is invalid'}.", place=where[0] if where else None)


def _from_status(error: HTTPException, request: Request) -> PsraError:
    if error.status_code == 404:
        return NotFound(f"there is nothing at {request.url.path}.", remedy="/openapi.json lists what there is.")
    if error.status_code == 405:
        return MethodNotAllowed(f"{request.method} is not known at {request.url.path}.")
    if error.status_code == 415:
        return UnsupportedMediaType("the media type is not read here.")
    return ServiceError(str(error.detail))
