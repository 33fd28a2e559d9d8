"""One token: its kind, its place in the shape, and what the lexicon knows of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A phrase of the lexicon, a joint, or a word that is not known (kind ``WORD``)."""

    kind: str
    text: str
    start: int
    end: int
    data: Any = None
