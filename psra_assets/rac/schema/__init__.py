"""The published JSON Schema of RaC 2.0 (2020-12), generated from the typed models in ``contracts.rule``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from psra_assets.contracts.rule import Document

SCHEMA_FILE = Path(__file__).with_name("rac-2.0.schema.json")
_ID = "urn:psra:rac:2.0"


def rac_schema() -> dict[str, Any]:
    """The schema as the models have it now."""
    schema = TypeAdapter(Document).json_schema(by_alias=True)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": _ID, "title": "RaC 2.0 document"}
    return head | schema


def render() -> str:
    """The schema file's text."""
    return json.dumps(rac_schema(), indent=2, sort_keys=True, ensure_ascii=False) + "\n"
