"""What the validator says."""

from __future__ import annotations

from pydantic import BaseModel, Field


class EditModel(BaseModel):
    """A place and what comes in its stead."""

    line: int
    column: int
    end_line: int
    end_column: int
    replacement: str


class FixModel(BaseModel):
    """A remedy that is certain: the edits mend the finding together."""

    title: str = Field(examples=["put it in quotes"])
    edits: list[EditModel]


class DiagnosticModel(BaseModel):
    """One finding, where it stands. Lines and columns count from 1, columns characters."""

    code: str = Field(examples=["RAC201"])
    severity: str = Field(pattern="^(error|warning)$")
    line: int
    column: int
    end_line: int
    end_column: int
    message: str
    help: str | None
    fix: FixModel | None = Field(description="what mends it, where that is certain")


class ValidationReport(BaseModel):
    """Whether a document is valid, and everything that was found."""

    valid: bool = Field(description="no error was found; warnings do not count")
    diagnostics: list[DiagnosticModel]
