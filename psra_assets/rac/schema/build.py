"""Makes the JSON Schema out of the typed models, in the shape that editors and the native tables are made from."""

from __future__ import annotations

import json
from typing import Any

from pydantic import TypeAdapter

from psra_assets.contracts.rule import Document
from psra_assets.rac.vocabulary import facts, operations, processes, tags, terms

SCHEMA_ID = "urn:psra:rac:2.0"
_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_FIRST = ("type",)
_LAST = ("source",)


def rac_schema() -> dict[str, Any]:
    """The schema as the models have it now."""
    made = TypeAdapter(Document).json_schema(by_alias=True)
    definitions = {name: _definition(made["$defs"][name], made["$defs"]) for name in sorted(made["$defs"])}
    for name, words in _vocabularies().items():
        definitions[name]["examples"] = words
    return {
        "$schema": _DRAFT,
        "$id": SCHEMA_ID,
        "title": "RaC 2.0 document",
        "description": "Rules of origin as code: a list of product-specific rules, or an agreement's general rules.",
        "oneOf": made["oneOf"],
        "$defs": definitions,
    }


def _vocabularies() -> dict[str, list[str]]:
    """Words that an editor completes, by definition. Examples and no enumeration: membership is a lint's matter."""

    def used(key: str) -> list[str]:
        return [entry.code for entry in terms().values() if any(key in use for use in entry.use)]

    return {
        "TagWord": list(tags()),
        "ProcessWord": list(processes()),
        "ParameterWord": sorted({item.name for entry in processes().values() for item in entry.parameters}),
        "FactWord": list(facts()),
        "OperationWord": list(operations()),
        "CategoryWord": used("categories"),
        "EvidenceWord": used("evidence"),
        "ConditionWord": used("condition"),
        "ExporterWord": used("above_threshold"),
    }


def render() -> str:
    """The schema file's text."""
    return json.dumps(rac_schema(), indent=2, ensure_ascii=False) + "\n"


def resolved(schema: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """What a reference leads to; the schema itself if it is none."""
    while "$ref" in schema:
        schema = definitions[schema["$ref"].removeprefix("#/$defs/")]
    return schema


def _definition(schema: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    if "properties" not in schema:
        plain: dict[str, Any] = _plain(schema)
        return plain
    properties = schema["properties"]
    order = sorted(properties, key=lambda name: (name not in _FIRST, name in _LAST))
    described = {name: _described(properties[name], definitions) for name in order}
    head: dict[str, Any] = {"title": schema["title"], "description": schema["description"].replace("``", "`")}
    return (
        head
        | {key: schema[key] for key in ("type", "additionalProperties", "required") if key in schema}
        | {"properties": described}
    )


def _described(schema: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """A property's schema; its description says what the words mean that may stand under it."""
    plain: dict[str, Any] = _plain(schema)
    meanings = _meanings(schema, definitions)
    if meanings:
        plain["description"] = f"{plain['description']} {meanings}"
    return plain


def _meanings(schema: dict[str, Any], definitions: dict[str, Any]) -> str:
    schema = resolved(schema, definitions)
    if "enumDescriptions" in schema:
        words = schema["enum"] if "enum" in schema else [schema["const"]]
        pairs = zip(words, schema["enumDescriptions"], strict=True)
        return "; ".join(f"`{word}`: {meaning}" for word, meaning in pairs) + "."
    if "items" in schema:
        return _meanings(schema["items"], definitions)
    return " ".join(found for branch in schema.get("anyOf", ()) if (found := _meanings(branch, definitions)))


def _plain(schema: Any) -> Any:
    """Without what pydantic adds for others: titles made from names, OpenAPI's discriminators, defaults of null."""
    if isinstance(schema, list):
        return [_plain(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    noise = {"title", "discriminator"} | ({"default"} if schema.get("default", ...) is None else set())
    return {key: _plain(value) for key, value in schema.items() if key not in noise}
