"""How results look: tables and colours on a terminal, the same words without them elsewhere."""

from __future__ import annotations

import json
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.markdown import Markdown
from rich.table import Table

from psra.cli import sarif
from psra.cli.console import err, out, write

if TYPE_CHECKING:
    import psra_native


class Format(StrEnum):
    """Form of a list of diagnostics."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"


def render(
    found: Sequence[psra_native.Diagnostic], documents: Sequence[tuple[str, bytes]], form: Format, *, colour: bool
) -> str:
    """The diagnostics in the form asked for, ending with a line break if there is anything to say."""
    import psra_native

    if form is Format.JSON:
        return json.dumps([_as_dict(item) for item in found], indent=2, ensure_ascii=False) + "\n"
    if form is Format.SARIF:
        return json.dumps(sarif.log(found), indent=2, ensure_ascii=False) + "\n"
    return psra_native.render(found, documents, colour=colour)


_PLACE = ("line", "column", "end_line", "end_column")


def _as_dict(item: psra_native.Diagnostic) -> dict[str, Any]:
    fields = {name: getattr(item, name) for name in ("code", "severity", "path", *_PLACE, "message", "help")}
    return fields | {"fix": None if item.fix is None else _fix(item.fix)}


def _fix(fix: psra_native.Fix) -> dict[str, Any]:
    edits = [{name: getattr(edit, name) for name in (*_PLACE, "replacement")} for edit in fix.edits]
    return {"title": fix.title, "edits": edits}


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
