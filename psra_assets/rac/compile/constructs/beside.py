"""What words beside a rule grant: materials that it lets in, and further ways to qualify that stand elsewhere."""

from __future__ import annotations

from collections.abc import Iterable

from lark import Token, Tree

from psra_assets.rac.compile.constructs.reader import Node, Reader, joint, lexeme, tokens
from psra_assets.rac.compile.constructs.states import leaves
from psra_assets.rac.compile.errors import Doubt

# “jute fabric may be used as a backing”, by the note of `lexicon/glosses.yaml`
_LETS_IN = {"chapter-57-backing": "jute_backing"}
# a good that fails the printed rule may still qualify by these: only who has read them can say that it does not
_FURTHER_WAYS = {"vehicles-appendix-1": "qualifies_by_vehicles_appendix"}


def granted(reader: Reader, tree: Tree[Token], node: Node) -> Node:
    """A rule with what the notes behind it grant."""
    ways = []
    for token in tokens(tree, "GLOSS"):
        note = lexeme(token).data
        if note in _LETS_IN:
            node = let_in(node, {"tags": [_LETS_IN[note]]})
        if note in _FURTHER_WAYS:
            ways.append(reader.leaf(token, "Fact", code=_FURTHER_WAYS[note], kind="description"))
    return joint("any", [node, *ways])


def let_in(node: Node, scope: Node) -> Node:
    """“However, polypropylene filament may be used”: manufacture from a material is not spoilt by what is let in, which
    is of a later stage than the material that the rule starts from.
    """
    found = list(leaves(node))
    if not all(leaf["type"] in ("Process", "FromMaterial") or _is_limit(leaf) for leaf in found):
        raise Doubt("materials let in beside a rule that asks for more than processes and materials")
    for leaf in found:
        if leaf["type"] == "FromMaterial":
            leaf["scope"] = {"not": _either((leaf["scope"]["not"], scope) if "scope" in leaf else (scope,))}
    return node


def _is_limit(leaf: Node) -> bool:
    """Whether it limits the value of some materials, but not of all."""
    return leaf["type"] == "MaxNOM" and "scope" in leaf


def _either(scopes: Iterable[Node]) -> Node:
    """One scope for several that are let in."""
    read = list(scopes)
    if len(read) == 1:
        return read[0]
    if any(set(scope) != {"tags"} for scope in read):
        raise Doubt("materials let in that one scope cannot name together")
    return {"tags": list(dict.fromkeys(tag for scope in read for tag in scope["tags"]))}
