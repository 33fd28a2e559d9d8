"""State of a rule by its tree: what it takes to decide it."""

from __future__ import annotations

from collections.abc import Iterator

from psra_assets.rac.compile.constructs.reader import Node

ATTESTED = frozenset({"Process", "FromMaterial", "Fact", "OriginRetained"})


def leaves(node: Node) -> Iterator[Node]:
    """The leaves of a tree, from left to right."""
    for key in ("any", "all"):
        if key in node:
            for child in node[key]:
                yield from leaves(child)
            return
    yield node


def state_of(node: Node | None) -> str:
    """``quarantined`` without a tree; ``attested`` if a leaf needs an attested fact; else ``compiled``."""
    if node is None:
        return "quarantined"
    return "attested" if any(leaf["type"] in ATTESTED for leaf in leaves(node)) else "compiled"


def leans_on_tags(node: Node | None) -> bool:
    """Whether a scope of the tree asks for a description that the user must give (a tag)."""
    return node is not None and any(_has_tags(leaf) for leaf in leaves(node))


def _has_tags(value: object) -> bool:
    if isinstance(value, dict):
        return bool(value.get("tags")) or any(_has_tags(inner) for inner in value.values())
    if isinstance(value, list):
        return any(_has_tags(inner) for inner in value)
    return False
