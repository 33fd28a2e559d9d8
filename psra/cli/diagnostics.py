"""How results look: tables and colours on a terminal, the same words without them elsewhere."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.markdown import Markdown
from rich.table import Table

from psra.cli.console import err, out, write

if TYPE_CHECKING:
    import psra_native


class Format(StrEnum):
    """Form of a list of diagnostics."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"


def render(found: Sequence[psra_native.Diagnostic], documents: Mapping[str, bytes], form: Format) -> str:
    """The diagnostics in the form asked for, ending with a line break if there is anything to say."""
    if form is Format.JSON:
        return json.dumps([_as_dict(item) for item in found], indent=2, ensure_ascii=False) + "\n"
    if form is Format.SARIF:
        return json.dumps(_sarif(found), indent=2, ensure_ascii=False) + "\n"
    return "".join(_with_source_line(item, documents) for item in found)


def _as_dict(item: psra_native.Diagnostic) -> dict[str, Any]:
    names = ("code", "severity", "path", "line", "column", "end_line", "end_column", "message", "help")
    return {name: getattr(item, name) for name in names}


def _with_source_line(item: psra_native.Diagnostic, documents: Mapping[str, bytes]) -> str:
    text = f"{item}\n"
    lines = documents.get(item.path, b"").decode("utf-8", "replace").splitlines()
    # Compiled documents are one long line each: a caret under column 40,000 helps nobody.
    if 0 < item.line <= len(lines) and len(lines[item.line - 1]) <= 300:
        width = max(1, item.end_column - item.column) if item.end_line == item.line else 1
        text += f"    {lines[item.line - 1]}\n    {' ' * (item.column - 1)}{'^' * width}\n"
    if item.help:
        text += f"    help: {item.help}\n"
    return text


def _sarif(found: Sequence[psra_native.Diagnostic]) -> dict[str, Any]:
    results = [
        {
            "ruleId": item.code,
            "level": item.severity,
            "message": {"text": item.message},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": item.path},
                        "region": {
                            "startLine": item.line,
                            "startColumn": item.column,
                            "endLine": item.end_line,
                            "endColumn": item.end_column,
                        },
                    }
                }
            ],
        }
        for item in found
    ]
    driver = {"name": "psra rac validate", "rules": [{"id": code} for code in sorted({item.code for item in found})]}
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return {"$schema": schema, "version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": results}]}


def print_markdown(text: str) -> None:
    """Documentation: rendered on a terminal, as written elsewhere."""
    if out.is_terminal:
        out.print(Markdown(text))
    else:
        out.out(text, highlight=False)


def print_vocabulary(words: Sequence[Any]) -> None:
    """A vocabulary's codes with their definitions."""
    if not out.is_terminal:
        for word in words:
            write(f"{word.code}\t{' '.join(word.definition.split())}\n".encode())
        return
    table = Table("code", "definition", "question")
    for word in words:
        table.add_row(word.code, word.definition, word.question)
    out.print(table)


def print_issued(issued: Any, path: Path) -> None:
    """Where the declaration is and what it can be found by."""
    err.out(f"issued {issued.certificate_id}, number {issued.number}", highlight=False)
    err.out(f"notary hash (SHA-256 of the canonical payload): {issued.payload_sha256}", highlight=False)
    err.out(f"file SHA-256: {issued.document_sha256}", highlight=False)
    out.out(str(path), highlight=False)


def print_verification(verification: Any) -> None:
    """The verdict on a file and every check that led to it."""
    out.out(f"verdict: {verification.verdict}", highlight=False)
    for check in verification.checks:
        mark = "ok" if check.passed else "FAILED"
        out.out(f"  {mark:7} {check.name}: {check.detail}", highlight=False)
    out.out(f"offline: {verification.offline}", highlight=False)
