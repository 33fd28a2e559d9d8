"""What the validator says."""

from __future__ import annotations

from pydantic import BaseModel, Field


class DiagnosticModel(BaseModel):
    """One finding, where it stands."""

    code: str = Field(examples=["RAC201"])
    severity: str = Field(pattern="^(error|warning)$")
    line: int
    column: int
    end_line: int
    end_column: int
    message: str
    help: str | None


class ValidationReport(BaseModel):
    """Whether a document is valid, and everything that was found."""

    valid: bool = Field(description="no error was found; warnings do not count")
    diagnostics: list[DiagnosticModel]
