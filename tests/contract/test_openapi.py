"""The OpenAPI document is a promise: it changes on purpose or not at all. Rewrite it with PSRA_UPDATE_SNAPSHOTS=1."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from serving.app import create_app
from serving.web.problem import MEDIA_TYPE

SNAPSHOT = Path(__file__).resolve().parents[1] / "snapshots" / "openapi.json"
PROMISED = {
    ("post", "/v1/evaluations"),
    ("post", "/v1/evaluations:advise"),
    ("post", "/v1/evaluations:batch"),
    ("post", "/v1/certificates"),
    ("get", "/v1/certificates/{certificate_id}"),
    ("post", "/v1/certificates/{certificate_id}:revoke"),
    ("post", "/v1/verify"),
    ("get", "/v1/ledger/checkpoint"),
    ("get", "/v1/ledger/entries/{index}"),
    ("get", "/v1/agreements"),
    ("get", "/v1/rules"),
    ("post", "/v1/rules:validate"),
    ("get", "/healthz"),
    ("get", "/readyz"),
    ("get", "/metrics"),
}


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    found: dict[str, Any] = create_app().openapi()
    return found


def operations(document: dict[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    return {(method, path): found for path, methods in document["paths"].items() for method, found in methods.items()}


def test_the_document_is_the_snapshot(document: dict[str, Any]) -> None:
    text = json.dumps(document, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    if os.environ.get("PSRA_UPDATE_SNAPSHOTS"):
        SNAPSHOT.parent.mkdir(exist_ok=True)
        SNAPSHOT.write_text(text)
    assert text == SNAPSHOT.read_text(), "the API changed; outsiders rely on it"


def test_every_promise_is_there(document: dict[str, Any]) -> None:
    assert set(operations(document)) == PROMISED


def test_every_operation_explains_itself(document: dict[str, Any]) -> None:
    found = operations(document)
    names = [operation["operationId"] for operation in found.values()]
    assert len(set(names)) == len(names)
    for operation in found.values():
        assert operation["summary"]
        assert operation["description"]
        assert operation["tags"]


def test_every_error_is_a_problem(document: dict[str, Any]) -> None:
    for (_, path), operation in operations(document).items():
        for status, response in operation["responses"].items():
            if status == "default" or (int(status) >= 400 and path != "/readyz"):
                assert list(response["content"]) == [MEDIA_TYPE], (path, status)


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    def references(value: Any) -> list[str]:
        if isinstance(value, dict):
            own = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
            return own + [found for child in value.values() for found in references(child)]
        return [found for child in value for found in references(child)] if isinstance(value, list) else []

    schemas = document["components"]["schemas"]
    assert {found.rpartition("/")[2] for found in references(document)} <= set(schemas)
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)


def test_the_examples_fit_their_schemas(document: dict[str, Any]) -> None:
    for path in ("/v1/evaluations", "/v1/certificates"):
        body = document["paths"][path]["post"]["requestBody"]["content"]["application/json"]
        schema = {"$ref": body["schema"]["$ref"], "components": document["components"]}
        Draft202012Validator(schema).validate(body["example"])


def test_the_error_catalogue_has_one_class_a_code() -> None:
    from psra_assets.foundation.errors import CATALOGUE

    for code, error in CATALOGUE.items():
        if error.__module__.startswith("serving"):
            assert error.title
            assert error.__doc__
            rendered = str(error("something.", place="/x", remedy="Do this.")) if code != "DEC499" else "DEC499"
            assert code in rendered
