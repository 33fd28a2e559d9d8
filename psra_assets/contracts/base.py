"""What every contract has in common."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Contract(BaseModel):
    """A frozen model that refuses unknown keys, so that a misspelt fact is an error and never silence."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=False, regex_engine="rust-regex")
