"""Where the command line writes: data to standard output, everything else to standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

err = Console(stderr=True)
out = Console()


class Output(StrEnum):
    """What a command writes: for people, or for programs."""

    TEXT = "text"
    JSON = "json"


Report = Callable[[str, int, int], None]


def write(data: bytes) -> None:
    """Write bytes to standard output, untouched."""
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


@contextmanager
def progress(title: str) -> Iterator[Report]:
    """Report ``(what, done, total)`` of long work: a bar on a terminal, one plain line a step elsewhere.

    ``total`` 0 means that it is not known.
    """
    if err.is_terminal:
        columns = (
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
        with Progress(*columns, console=err, transient=True) as bars:
            task = bars.add_task(title, total=None)
            yield lambda what, done, total: bars.update(
                task, description=f"{title}: {what}", completed=done, total=total or None
            )
        return
    seen: set[str] = set()

    def plain(what: str, done: int, total: int) -> None:
        if what not in seen:
            seen.add(what)
            err.out(f"{title}: {what}" + (f" ({done}/{total})" if total else ""), highlight=False)

    yield plain
