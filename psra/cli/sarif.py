"""Diagnostics as SARIF 2.1.0, for code hosts and editors that show them in the text."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    import psra_native

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def log(found: Sequence[psra_native.Diagnostic]) -> dict[str, Any]:
    """The diagnostics as one run, with the documentation of the codes that they have."""
    codes = sorted({item.code for item in found})
    places = {code: n for n, code in enumerate(codes)}
    driver = {"name": "psra rac validate", "version": version("psra-ltsd"), "rules": [_rule(code) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(item, places[item.code]) for item in found],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: str) -> dict[str, Any]:
    import psra_native

    text = psra_native.explain(code)
    title = text.split("\n", 1)[0].removeprefix(f"# {code} ")
    return {"id": code, "shortDescription": {"text": title}, "help": {"text": text, "markdown": text}}


def _result(item: psra_native.Diagnostic, rule: int) -> dict[str, Any]:
    message = item.message if item.help is None else f"{item.message} ({item.help})"
    place = {"artifactLocation": _artifact(item.path), "region": _region(item)}
    result: dict[str, Any] = {
        "ruleId": item.code,
        "ruleIndex": rule,
        "level": item.severity,
        "message": {"text": message},
        "locations": [{"physicalLocation": place}],
    }
    if item.fix is not None:
        edits = [
            {"deletedRegion": _region(edit), "insertedContent": {"text": edit.replacement}} for edit in item.fix.edits
        ]
        change = {"artifactLocation": _artifact(item.path), "replacements": edits}
        result["fixes"] = [{"description": {"text": item.fix.title}, "artifactChanges": [change]}]
    return result


def _artifact(path: str) -> dict[str, str]:
    named = Path(path)
    return {"uri": named.as_uri() if named.is_absolute() else quote(named.as_posix())}


def _region(place: psra_native.Diagnostic | psra_native.Edit) -> dict[str, int]:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }
