"""Where a step says how far it is: to whoever listens in this process, or to nobody."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Report = Callable[[str, int, int], None]


def _silent(what: str, done: int, total: int) -> None:
    """Nobody listens."""


_listener: ContextVar[Report] = ContextVar("psra_progress", default=_silent)


def report(what: str, done: int, total: int) -> None:
    """Say that ``done`` of ``total`` of ``what`` are done; ``total`` 0 means that it is not known."""
    _listener.get()(what, done, total)


@contextmanager
def listening(listener: Report) -> Iterator[None]:
    """Hear what steps of this process report while the block runs."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)
