"""The three readers of the format, asked the same: is this text a document of RaC 2.0?"""

from __future__ import annotations

import json
from typing import Any

import psra_native
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter, ValidationError

from psra_assets.contracts.rule import Document
from psra_assets.rac.schema import rac_schema

_MODELS: TypeAdapter[Any] = TypeAdapter(Document)
_SCHEMA = Draft202012Validator(rac_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)
_FIRST_LAW_LINT = "RAC200"


def native_accepts(text: bytes) -> bool:
    """The native validator, syntax and schema; its law lints left out."""
    return all(found.code >= _FIRST_LAW_LINT for found in psra_native.validate("d.json", text))


def models_accept(text: bytes) -> bool:
    """The typed models, strictly."""
    try:
        _MODELS.validate_json(text, strict=True)
    except ValidationError:
        return False
    return True


def schema_accepts(text: bytes) -> bool:
    """The published JSON Schema. That numbers have no fraction is a matter of RaC's syntax, not of its schema."""
    try:
        return bool(_SCHEMA.is_valid(json.loads(text, parse_float=_refuse)))
    except ValueError:
        return False


def _refuse(number: str) -> None:
    raise ValueError(f"{number} is no whole number")
