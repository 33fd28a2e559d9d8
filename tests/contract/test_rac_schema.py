"""The published JSON Schema: fresh, strict, and told in words an editor can show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from psra_assets.rac.schema import SCHEMA_ID, rac_schema, render, schema_text
from psra_assets.rac.schema.native import NATIVE_FILE, Unforeseen, render_native

STALE = "stale: run `python -m psra_assets.rac.schema`"


def _inside(schema: Any, at: str = "#") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every schema of the document with its place; what stands under `properties` are schemas, not keywords."""
    if isinstance(schema, dict):
        yield at, schema
        for key, value in schema.items():
            if key in {"$defs", "properties"}:
                for name, held in value.items():
                    yield from _inside(held, f"{at}/{key}/{name}")
            elif key in {"items", "additionalProperties"}:
                yield from _inside(value, f"{at}/{key}")
            elif key in {"anyOf", "oneOf", "prefixItems"}:
                for n, held in enumerate(value):
                    yield from _inside(held, f"{at}/{key}/{n}")


SCHEMAS = dict(_inside(rac_schema()))
OBJECTS = {at: schema for at, schema in SCHEMAS.items() if "properties" in schema}


def test_the_published_schema_is_fresh() -> None:
    assert schema_text() == render(), STALE


def test_the_native_tables_are_fresh() -> None:
    assert NATIVE_FILE.read_text(encoding="utf-8") == render_native(rac_schema()), STALE


def test_it_is_a_versioned_schema_of_2020_12() -> None:
    schema = rac_schema()
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == SCHEMA_ID == "urn:psra:rac:2.0"
    for document in ("RulesDocument", "AgreementDocument"):
        assert schema["$defs"][document]["properties"]["rac"]["const"] == "2.0"


def test_every_object_refuses_unknown_keys() -> None:
    open_objects = [at for at, schema in OBJECTS.items() if schema.get("additionalProperties") is not False]
    assert len(OBJECTS) > 50
    assert not open_objects
    loose = [at for at, schema in SCHEMAS.items() if schema.get("type") == "object" and at not in OBJECTS]
    assert all(isinstance(SCHEMAS[at]["additionalProperties"], dict) for at in loose)


def test_every_object_and_every_property_is_described() -> None:
    silent = [at for at, schema in OBJECTS.items() if not schema.get("description")]
    for at, schema in OBJECTS.items():
        silent += [f"{at}.{name}" for name, held in schema["properties"].items() if not held.get("description")]
    assert not silent


def test_every_word_of_an_enumeration_has_a_meaning() -> None:
    enumerations = {at: schema for at, schema in SCHEMAS.items() if schema.get("type") == "string" and "enum" in schema}
    assert len(enumerations) > 25
    silent = [at for at, schema in enumerations.items() if not all(schema.get("enumDescriptions", [""]))]
    assert not silent
    unequal = [at for at, schema in enumerations.items() if len(schema["enum"]) != len(schema["enumDescriptions"])]
    assert not unequal


def test_a_property_tells_the_meanings_of_its_words() -> None:
    properties = SCHEMAS["#/$defs/MaxNOM"]["properties"]
    assert "`EXW`: ex-works price of the product" in properties["basis"]["description"]
    assert "`gir_3c`:" in SCHEMAS["#/$defs/Sets"]["properties"]["gir"]["description"]


@pytest.mark.parametrize(
    "strange",
    [
        {"type": "number"},
        {"type": "string", "pattern": "^x$"},
        {"type": "integer"},
        {"type": "array", "items": {"type": "boolean"}, "maxItems": 3},
        {"type": "boolean", "not": {}},
    ],
)
def test_a_keyword_without_a_native_shape_is_refused(strange: dict[str, Any]) -> None:
    schema = rac_schema()
    schema["$defs"]["Switch"]["properties"]["value"] = strange
    with pytest.raises(Unforeseen):
        render_native(schema)
