"""Sentences put together by “and” and “or”."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from psra_assets.rac.compile.errors import Doubt
from psra_assets.rac.compile.render.leaves import is_sentences, sentence

Node = Mapping[str, Any]


def render(node: Node) -> str:
    """Canonical English of a criteria tree. Raises ``Doubt`` where a leaf says what no sentence says."""
    for key, word in (("any", "or"), ("all", "and")):
        if key in node:
            return f"; {word} ".join(_member(child) for child in node[key])
    return sentence(node)


def english(node: Node) -> str | None:
    """``render``, or nothing where there is no rendering."""
    try:
        return render(node)
    except Doubt:
        return None


def _member(node: Node) -> str:
    """A member of a joint, held together where its words could be read with its neighbours'."""
    held = "any" in node or "all" in node or node["type"] == "Process" or is_sentences(node)
    return f"⟦ {render(node)} ⟧" if held else sentence(node)
