"""State of a rule by its tree: what it takes to decide it."""

from __future__ import annotations

from collections.abc import Iterator

from psra_assets.rac.compile.constructs.reader import Node

ATTESTED = frozenset({"Process", "FromMaterial", "Fact", "OriginRetained"})
# descriptions that the code of a material settles, yes or no, so that nobody has to attest them
SETTLED = frozenset({"natural_rubber", "sugar"})


def leaves(node: Node) -> Iterator[Node]:
    """The leaves of a tree, from left to right."""
    for key in ("any", "all"):
        if key in node:
            for child in node[key]:
                yield from leaves(child)
            return
    yield node


def state_of(node: Node | None) -> str:
    """``quarantined`` without a tree; ``attested`` if a leaf needs an attested fact, also where it asks which materials
    are of a description that their code does not settle; else ``compiled``.
    """
    if node is None:
        return "quarantined"
    asks = any(leaf["type"] in ATTESTED or _describes(leaf) for leaf in leaves(node))
    return "attested" if asks else "compiled"


def _describes(value: object) -> bool:
    """Whether a scope within asks for a description that the user must give (a tag)."""
    if isinstance(value, dict):
        return bool(set(value.get("tags") or ()) - SETTLED) or any(_describes(inner) for inner in value.values())
    if isinstance(value, list):
        return any(_describes(inner) for inner in value)
    return False
