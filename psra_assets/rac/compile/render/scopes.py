"""Which materials are meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

_LEVEL = {2: "chapter", 4: "heading", 6: "subheading"}


def word(code: str) -> str:
    """A word of a vocabulary."""
    return f"« {code.replace('_', ' ')} »"


def words(codes: Sequence[str]) -> str:
    """Words of which any will do."""
    return " or ".join(word(code) for code in codes)


def ref(code: str) -> str:
    """``heading 8503``, ``chapter 50 to 63``."""
    low, _, high = code.partition("-")
    return f"{_LEVEL[len(low)]} {low}" + (f" to {high}" if high else "")


def materials(scope: Mapping[str, Any]) -> str:
    """The materials of a scope."""
    parts = []
    if scope.get("codes"):
        parts.append("of " + ", ".join(ref(code) for code in scope["codes"]))
    if scope.get("same"):
        parts.append(f"of the same {scope['same']}")
    if scope.get("tags"):
        parts.append("described as " + words(scope["tags"]))
    if scope.get("not") is not None:
        parts.append("but not " + materials(scope["not"]))
    return f"materials ⟦ {' '.join(parts)} ⟧"


def used(scope: Mapping[str, Any] | None) -> str:
    """The materials of a scope, all of them if there is none."""
    return "all the non-originating materials used" if scope is None else materials(scope)
