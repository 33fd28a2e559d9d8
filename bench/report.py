"""What a benchmark reports, and how it is shown."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True, slots=True)
class Row:
    """One measured thing. ``per_second`` counts ``unit``s; ``ratio`` is ours over the peer's rate in the same run."""

    subject: str
    who: str
    per_second: float
    unit: str
    ratio: float | None = None
    asked: str = ""
    note: str = ""


def best_of(times: int, work: Callable[[], object]) -> float:
    """Seconds of the fastest of several runs: the others were disturbed."""
    return min(seconds(work) for _ in range(times))


def seconds(work: Callable[[], object]) -> float:
    """Seconds that one run takes on the wall's clock."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def median_ratio(ours: Callable[[], object], peer: Callable[[], object], *, rounds: int = 5) -> float:
    """Peer's seconds over ours, taken in turns so that both see the same machine; the median of the rounds."""
    return statistics.median(seconds(peer) / seconds(ours) for _ in range(rounds))


def show(rows: Sequence[Row]) -> None:
    """Print the table."""
    table = Table("subject", "who", "per second", "unit", "ratio to peer", "asked", "note")
    for column in table.columns[2:5:2]:
        column.justify = "right"
    for row in rows:
        ratio = f"{row.ratio:.2f}" if row.ratio is not None else ""
        table.add_row(row.subject, row.who, f"{row.per_second:,.1f}", row.unit, ratio, row.asked, row.note)
    Console(width=160).print(table)
