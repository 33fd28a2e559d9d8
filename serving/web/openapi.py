"""The OpenAPI document: what FastAPI derives, with bodies that are read raw and errors as they really are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from psra_assets.contracts.case import Case
from psra_assets.contracts.declaration import DeclarationRequest
from serving.certificates.schemas import RevocationRequest
from serving.web.problem import MEDIA_TYPE, Problem

BINARY: dict[str, Any] = {"type": "string", "format": "binary"}
_BODIES: tuple[type[BaseModel], ...] = (Case, DeclarationRequest, RevocationRequest)
_TITLES = {
    404: "Not found",
    406: "Nothing acceptable can be produced",
    409: "In conflict with what was done before",
    413: "The body is too large",
    415: "The media type is not read here",
    422: "The input was read and refused; the code says why",
    503: "The database does not answer, or nothing is published",
}
_DESCRIPTION = """
Decides the preferential origin of goods on published rules and issues long-term supplier's declarations on them.

Every error is `application/problem+json` with a stable `code`: `RAC` rules as code, `ENG` evaluation, `DEC`
declarations (the digits are the validation rule's number), `SRV` the service.
"""


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The error responses of an operation."""
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        status: {"description": _TITLES[status], "content": {MEDIA_TYPE: {"schema": schema}}} for status in statuses
    }


def reference(model: str) -> dict[str, Any]:
    """A reference to a body's schema."""
    return {"$ref": f"#/components/schemas/{_input_name(model)}"}


def body(content: Mapping[str, dict[str, Any]], examples: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The request body of an operation that reads it raw."""
    described: dict[str, dict[str, Any]] = {media: {"schema": schema} for media, schema in content.items()}
    for media, example in (examples or {}).items():
        described[media]["example"] = example
    return {"requestBody": {"required": True, "content": described}}


def install(app: FastAPI) -> None:
    """Let the application describe itself so."""

    def document() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _document(app)
        return app.openapi_schema

    app.openapi = document  # type: ignore[method-assign]


def _document(app: FastAPI) -> dict[str, Any]:
    found = get_openapi(title=app.title, version=app.version, description=_DESCRIPTION.strip(), routes=app.routes)
    schemas = found.setdefault("components", {}).setdefault("schemas", {})
    _, definitions = models_json_schema(
        [(model, "validation") for model in _BODIES], ref_template="#/components/schemas/{model}Input"
    )
    schemas |= {_input_name(name): schema for name, schema in definitions["$defs"].items()}
    schemas["Problem"] = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas |= schemas["Problem"].pop("$defs", {})
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    for operations in found["paths"].values():
        for operation in operations.values():
            # FastAPI adds its own form of 422 wherever there are parameters; ours replaces it.
            if "HTTPValidationError" in str(operation["responses"].get("422")):
                operation["responses"] |= {str(key): value for key, value in problems(422).items()}
            operation["responses"]["default"] = {
                "description": "Any other error",
                "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
            }
    return found


def _input_name(name: str) -> str:
    return f"{name}Input"
