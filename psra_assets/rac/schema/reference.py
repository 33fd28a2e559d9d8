"""The reference page of the format: ``make rac-docs`` writes it out of the JSON Schema and the validator's own words.

Nothing on the page is written by hand, so it cannot say what the validator does not do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from psra_assets.rac.schema.build import rac_schema

PAGE = Path(__file__).resolve().parents[3] / "docs" / "rac-reference.md"
_DEFINITIONS = "#/$defs/"


def render_reference(schema: Mapping[str, Any]) -> str:
    """The page as Markdown."""
    return "\n".join([*_head(schema), *_definitions(schema["$defs"]), *_diagnostics()]) + "\n"


def _head(schema: Mapping[str, Any]) -> Iterator[str]:
    yield "# RaC 2.0: reference"
    yield ""
    yield (
        "Written by `make rac-docs` out of the JSON Schema and the validator; not edited by hand. "
        "[The RaC format](rac-format.md) says what it is for and how it is read."
    )
    yield ""
    yield f"{schema['description']} A document is {_kind(schema)}. Unknown keys are refused everywhere."


def _definitions(definitions: Mapping[str, Any]) -> Iterator[str]:
    yield from ("", "## Objects")
    for name, definition in definitions.items():
        if "properties" in definition:
            yield from _object(name, definition)
    yield from ("", "## Values", "", "| name | form | meaning |", "|---|---|---|")
    for name, definition in definitions.items():
        if "properties" not in definition:
            yield f"| <a id='{name.lower()}'></a>{name} | {_cell(_kind(definition))} | {_cell(_meaning(definition))} |"


def _object(name: str, definition: Mapping[str, Any]) -> Iterator[str]:
    yield from ("", f"### {name}", "", definition["description"], "")
    yield from ("| key | | value | meaning |", "|---|---|---|---|")
    required = set(definition.get("required", ()))
    for key, held in definition["properties"].items():
        must = "required" if key in required else _default(held)
        yield f"| `{key}` | {must} | {_cell(_kind(held))} | {_cell(held['description'])} |"


def _default(held: Mapping[str, Any]) -> str:
    default = held.get("default")
    if default in (None, [], ()):
        return ""
    return f"default `{str(default).lower() if isinstance(default, bool) else default}`"


def _kind(schema: Mapping[str, Any]) -> str:
    """What a value is, in a few words, with links to what has a name."""
    if "$ref" in schema:
        name = schema["$ref"].removeprefix(_DEFINITIONS)
        return f"[{name}](#{name.lower()})"
    for key in ("anyOf", "oneOf"):
        if key in schema:
            return " or ".join(_kind(branch) for branch in schema[key])
    if "const" in schema:
        return f"`{schema['const']}`"
    if "enum" in schema:
        return ", ".join(f"`{word}`" for word in schema["enum"])
    if schema.get("type") == "array":
        members = schema.get("items") or {"anyOf": schema.get("prefixItems", [])}
        return f"list of {_kind(members)}"
    if schema.get("type") == "object" and isinstance(schema.get("additionalProperties"), dict):
        return f"mapping to {_kind(schema['additionalProperties'])}"
    return {"string": "text", "boolean": "true or false", "integer": "whole number"}.get(
        str(schema.get("type")), str(schema.get("type", "value"))
    )


def _meaning(definition: Mapping[str, Any]) -> str:
    said = str(definition.get("description", ""))
    meanings = zip(definition.get("enum", ()), definition.get("enumDescriptions", ()), strict=False)
    words = "; ".join(f"`{word}`: {meaning}" for word, meaning in meanings)
    return f"{said} {words}".strip()


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _diagnostics() -> Iterator[str]:
    """Every code with the documentation that `psra rac explain` shows, a level further down."""
    import psra_native

    yield from ("", "## Diagnostics", "")
    yield (
        "`RAC1xx` are of the syntax and the schema, `RAC2xx` of the law. `psra rac validate` finds them, "
        "`psra rac explain CODE` shows what stands here."
    )
    for code, _ in psra_native.lints():
        yield ""
        fenced = False
        for line in psra_native.explain(code).rstrip("\n").split("\n"):
            fenced ^= line.startswith("```")
            yield f"##{line}" if line.startswith("#") and not fenced else line


def main() -> None:
    """Write the page."""
    PAGE.write_text(render_reference(rac_schema()), encoding="utf-8")


if __name__ == "__main__":
    main()
