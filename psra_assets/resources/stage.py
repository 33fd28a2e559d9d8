"""What every step says of itself in its metadata, so that a run's summary can be read back from its events."""

from __future__ import annotations

import time
from typing import Any

ROWS = "dagster/row_count"
SECONDS = "seconds"
UNCHANGED = "is_unchanged"


def stage(*, rows: int, started: float, skipped: bool) -> dict[str, Any]:
    """Rows written, seconds since ``started`` (of ``time.monotonic``), and whether there was nothing to do."""
    return {ROWS: rows, SECONDS: round(time.monotonic() - started, 3), UNCHANGED: skipped}
