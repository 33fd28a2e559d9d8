"""What the probes say."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field


class Health(BaseModel):
    """The process lives."""

    status: Literal["alive"] = "alive"


class Readiness(BaseModel):
    """Whether the service can answer, and what is in its way."""

    status: Literal["ready", "not ready"]
    database: bool = Field(description="the database answers")
    release_id: int | None = Field(description="release that is published now")
    loaded_release_id: int | None = Field(description="release whose rules are loaded")
    reasons: list[str] = Field(default_factory=list)
