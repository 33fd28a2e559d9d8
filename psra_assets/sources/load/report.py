"""What a load did."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from psra_assets.sources.findings import Finding


@dataclass(frozen=True, slots=True)
class LoadReport:
    """``rows`` counts new rows a table; ``skipped`` counts objects loaded before; ``failed`` names the others."""

    rows: dict[str, int] = field(default_factory=dict)
    loaded: int = 0
    skipped: int = 0
    failed: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def row_count(self) -> int:
        """New rows in all tables."""
        return sum(self.rows.values())

    def __add__(self, other: LoadReport) -> LoadReport:
        return LoadReport(
            rows=dict(Counter(self.rows) + Counter(other.rows)),
            loaded=self.loaded + other.loaded,
            skipped=self.skipped + other.skipped,
            failed=self.failed + other.failed,
            findings=self.findings + other.findings,
        )
