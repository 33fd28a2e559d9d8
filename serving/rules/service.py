"""Validate a RaC document natively."""

from __future__ import annotations

from serving.rules.schemas import DiagnosticModel, ValidationReport


def validate(name: str, content: bytes) -> ValidationReport:
    """Schema and law lints on one document; its form is read from the name's suffix."""
    import psra_native

    found = psra_native.validate(name, content)
    return ValidationReport(
        valid=not any(item.severity == "error" for item in found),
        diagnostics=[
            DiagnosticModel(
                code=item.code,
                severity=item.severity,
                line=item.line,
                column=item.column,
                end_line=item.end_line,
                end_column=item.end_column,
                message=item.message,
                help=item.help,
            )
            for item in found
        ],
    )
