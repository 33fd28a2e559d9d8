"""Dates that the publisher prints although the law has moved them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml


@dataclass(frozen=True, slots=True)
class Correction:
    """In rules of ``scheme``, the last day ``printed`` is ``lawful`` by ``instrument``; rules cite it as ``note``."""

    scheme: str
    printed: str
    lawful: str
    note: str
    instrument: str


@cache
def _all() -> tuple[Correction, ...]:
    text = (files(__package__) / "corrections.yaml").read_text(encoding="utf-8")
    return tuple(Correction(**entry) for entry in yaml.load(text, Loader=yaml.CSafeLoader))


def correction(scheme: str, last_day: str | None) -> Correction | None:
    """The correction of a printed last day, if the law moved it."""
    return next((c for c in _all() if c.scheme == scheme and c.printed == last_day), None)
