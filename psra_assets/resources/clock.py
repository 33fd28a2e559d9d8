"""The clock. The domain never asks it; a step at the edge does, through this resource, so that a test can set it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import dagster as dg
from pydantic import Field


class Clock(dg.ConfigurableResource[None]):
    """Now, in UTC."""

    fixed: str = Field(default="", description="an ISO 8601 time with zone, for replays; empty: the real time")

    def now(self) -> datetime:
        """The time, with zone UTC."""
        return datetime.fromisoformat(self.fixed).astimezone(UTC) if self.fixed else datetime.now(UTC)

    def today(self) -> date:
        """The day in UTC."""
        return self.now().date()
