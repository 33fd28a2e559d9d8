"""Validate a RaC document natively."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serving.rules.schemas import DiagnosticModel, EditModel, FixModel, ValidationReport

if TYPE_CHECKING:
    import psra_native


def validate(name: str, content: bytes, as_of: str | None) -> ValidationReport:
    """Schema and law lints on one document; its form is read from the name's suffix."""
    import psra_native

    found = psra_native.validate(name, content, as_of=as_of)
    return ValidationReport(
        valid=not any(item.severity == "error" for item in found),
        diagnostics=[_diagnostic(item) for item in found],
    )


def _diagnostic(item: psra_native.Diagnostic) -> DiagnosticModel:
    return DiagnosticModel(
        code=item.code,
        severity=item.severity,
        line=item.line,
        column=item.column,
        end_line=item.end_line,
        end_column=item.end_column,
        message=item.message,
        help=item.help,
        fix=None if item.fix is None else _fix(item.fix),
    )


def _fix(fix: psra_native.Fix) -> FixModel:
    edits = [
        EditModel(
            line=edit.line,
            column=edit.column,
            end_line=edit.end_line,
            end_column=edit.end_column,
            replacement=edit.replacement,
        )
        for edit in fix.edits
    ]
    return FixModel(title=fix.title, edits=edits)
