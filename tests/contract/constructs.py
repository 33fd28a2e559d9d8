"""Which constructs of the format a document uses, told by the places of the JSON Schema that it passes through."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psra_native
from jsonschema import Draft202012Validator

FOLDER = Path(__file__).with_name("documents")


class Constructs:
    """The constructs of a schema: each key of each object, each word of each enumeration, each kind of alternative."""

    def __init__(self, schema: dict[str, Any]) -> None:
        self._schema = schema
        self._validators: dict[str, Draft202012Validator] = {}

    def all(self) -> set[str]:
        """Every construct that the schema has; that a key may be null is none."""
        found = set(self._below(self._schema, "#"))
        for name, definition in self._schema["$defs"].items():
            found |= set(self._below(definition, f"#/$defs/{name}"))
        return found

    def _below(self, schema: dict[str, Any], at: str) -> Iterator[str]:
        for word in schema.get("enum", ()):
            yield f"{at} = {word}"
        for name, held in schema.get("properties", {}).items():
            yield f"{at}.{name}"
            yield from self._below(held, f"{at}.{name}")
        for key in ("anyOf", "oneOf"):
            for n, branch in enumerate(schema.get(key, ())):
                if branch != {"type": "null"}:
                    yield f"{at} {key} {n}"
                    yield from self._below(branch, f"{at} {key} {n}")
        for key in ("items", "additionalProperties"):
            if isinstance(schema.get(key), dict):
                yield from self._below(schema[key], f"{at} {key}")

    def used(self, document: Any) -> set[str]:
        """Every construct that a valid document uses."""
        return set(self._passed(document, self._schema, "#"))

    def _passed(self, value: Any, schema: dict[str, Any], at: str) -> Iterator[str]:
        if "$ref" in schema:
            name = schema["$ref"].removeprefix("#/$defs/")
            yield from self._passed(value, self._schema["$defs"][name], f"#/$defs/{name}")
            return
        if "enum" in schema:
            yield f"{at} = {value}"
        if isinstance(value, dict):
            for key, held in value.items():
                if key in schema.get("properties", {}):
                    yield f"{at}.{key}"
                    yield from self._passed(held, schema["properties"][key], f"{at}.{key}")
                elif isinstance(schema.get("additionalProperties"), dict):
                    yield from self._passed(held, schema["additionalProperties"], f"{at} additionalProperties")
        if isinstance(value, list) and "items" in schema:
            for held in value:
                yield from self._passed(held, schema["items"], f"{at} items")
        for key in ("anyOf", "oneOf"):
            for n, branch in enumerate(schema.get(key, ())):
                if branch != {"type": "null"} and self._fits(value, branch, f"{at} {key} {n}"):
                    yield f"{at} {key} {n}"
                    yield from self._passed(value, branch, f"{at} {key} {n}")

    def _fits(self, value: Any, branch: dict[str, Any], at: str) -> bool:
        if at not in self._validators:
            self._validators[at] = Draft202012Validator({**branch, "$defs": self._schema["$defs"]})
        return self._validators[at].is_valid(value)


def every_construct_files() -> list[Path]:
    """The documents that together use every construct of the format."""
    return sorted(FOLDER.glob("every_construct_*.yaml"))


def read(path: Path) -> Any:
    """A valid document as plain data."""
    return json.loads(psra_native.to_canonical_json(str(path), path.read_bytes()))
