"""Limits by value and weight; wholly obtained, originating; minimum shares."""

from __future__ import annotations

from dataclasses import replace

from lark import Token, Tree

from psra_assets.rac.compile.constructs.materials import Materials, one_scope, union
from psra_assets.rac.compile.constructs.reader import Node, Reader, has, joint, only, subtrees, tokens
from psra_assets.rac.compile.constructs.units import Cap, Unit
from psra_assets.rac.compile.errors import Doubt

_BASES = {
    "EXW": "EXW",
    "FOB": "FOB",
    "TV_OR_EXW": "TV_OR_EXW",
    "NET_COST": "NC",
    "VALUE_OF_GOOD": "FOB",
    "EITHER_EXW_FOB": "EXW_OR_FOB",
}


def basis(tree: Tree[Token]) -> str:
    """The basis that the words name."""
    return next(_BASES[token.type] for token in tree.children if isinstance(token, Token))


def shares(reader: Reader, tree: Tree[Token]) -> tuple[tuple[str, str], ...]:
    """Each percentage with its basis; more than one pair are alternatives."""
    found = [reader.value(token) for token in tokens(tree, "PCT")]
    bases = [basis(child) for child in subtrees(tree, "basis")]
    if tree.data == "either_basis":
        if sorted(bases) != ["EXW", "FOB"]:
            raise Doubt("one limit on two bases that have no name together")
        return ((found[0], "EXW_OR_FOB"),)
    return tuple(zip(found, bases, strict=True))


def limit(reader: Reader, tree: Tree[Token], pairs: tuple[tuple[str, str], ...], scope: Node | None) -> Node:
    """``MaxNOM`` on each basis; either suffices."""
    return joint("any", [reader.leaf(tree, "MaxNOM", pct=pct, basis=base, scope=scope) for pct, base in pairs])


def _share(reader: Reader, tree: Tree[Token]) -> tuple[tuple[str, str], ...]:
    return shares(reader, next(subtrees(tree, "one_basis", "two_bases", "either_basis")))


def _materials(reader: Reader, tree: Tree[Token]) -> list[Materials]:
    return union(reader, next(subtrees(tree, "materials")))


def condition(reader: Reader, outer: Tree[Token]) -> Unit:
    """One condition."""
    tree = next(subtrees(outer))
    node = _READ[str(tree.data)](reader, tree)
    is_whole = tree.data in ("max_nom", "short_maxnom")
    return Unit(node=node, is_whole=is_whole, wholly=node if node.get("type") == "WO" else None)


def _value_limit(reader: Reader, tree: Tree[Token]) -> Node:
    pairs = _share(reader, tree)
    for again in tokens(tree, "BRACKET_MAXNOM"):
        if [(reader.values_within(again.start_pos or 0, again.end_pos or 0)[0], "EXW")] != list(pairs):
            raise Doubt("the limit and its abbreviation disagree")
    parts = _materials(reader, tree)
    if any(part.but_not_same for part in parts):
        # materials of the product's own heading: without any limit, or not to be used at all
        raise Doubt("a limit on materials “of any heading, except that of the product” leaves two readings")
    return limit(reader, tree, pairs, one_scope(parts))


def _max_nom(reader: Reader, tree: Tree[Token]) -> Node:
    return limit(reader, tree, _share(reader, tree), None)


def _short_maxnom(reader: Reader, tree: Tree[Token]) -> Node:
    return limit(
        reader, tree, ((reader.value(tokens(tree, "PCT")[0]), "EXW" if has(tree, "SHORT_EXW") else "FOB"),), None
    )


def _weight_limit(reader: Reader, tree: Tree[Token]) -> Node:
    pct = reader.value(tokens(tree, "PCT")[0])
    parts = _materials(reader, tree)
    whole = only(tree, "weight_of_materials")
    of: str | Node = "product" if whole is None else one_scope(_materials(reader, whole)) or {}
    if any("individual" in str(opening) for opening in tokens(tree, "WEIGHT_OF")):
        nodes = [reader.leaf(tree, "MaxWeight", pct=pct, scope=one_scope([part]), of=of) for part in parts]
        return joint("all", nodes)
    return reader.leaf(tree, "MaxWeight", pct=pct, scope=one_scope(parts), of=of)


def _nom_le_om(reader: Reader, tree: Tree[Token]) -> Node:
    return reader.leaf(tree, "NOMleOM")


def _wholly(reader: Reader, tree: Tree[Token]) -> Node:
    return _each(reader, tree, "WO", subject="materials")


def _originating(reader: Reader, tree: Tree[Token]) -> Node:
    return _each(reader, tree, "Originating")


def _each(reader: Reader, tree: Tree[Token], kind: str, **keys: str) -> Node:
    parts = _materials(reader, tree)
    if any(part.is_originating for part in parts):
        raise Doubt("a condition on originating materials")
    return joint("all", [reader.leaf(tree, kind, scope=part.scope(), **keys) for part in parts])


def _min_share(reader: Reader, tree: Tree[Token]) -> Node:
    scope = one_scope(_materials(reader, tree))
    if scope is None:
        raise Doubt("a minimum share of all materials")
    wholly = True if has(tree, "ARE_WO") else None
    pct = reader.value(tokens(tree, "PCT")[0])
    return reader.leaf(tree, "MinOM", pct=pct, measure="weight", scope=scope, of=scope, wholly_obtained=wholly)


def _value_minimum(reader: Reader, tree: Tree[Token]) -> Node:
    """“the value of all the originating nuts used exceeds 60 % of the ex-works price”."""
    parts = _materials(reader, tree)
    if len(parts) != 1 or not parts[0].is_originating:
        raise Doubt("a least value of materials that are not said to originate")
    scope = replace(parts[0], is_originating=False).scope()
    leaves = [
        reader.leaf(tree, "MinOM", pct=pct, measure="value", basis=base, scope=scope, exclusive=True)
        for pct, base in _share(reader, tree)
    ]
    return joint("any", leaves)


_READ = {
    "value_limit": _value_limit,
    "value_minimum": _value_minimum,
    "up_to": _value_limit,
    "max_nom": _max_nom,
    "short_maxnom": _short_maxnom,
    "weight_limit": _weight_limit,
    "nom_le_om": _nom_le_om,
    "wholly": _wholly,
    "originating": _originating,
    "min_share": _min_share,
}


def cap(reader: Reader, tree: Tree[Token]) -> Unit:
    """“their total value does not exceed …”: limits what stands before it."""
    if has(tree, "THEIR_WEIGHT"):
        return Unit(cap=_by_weight(reader, tree))
    return Unit(cap=Cap(_share(reader, tree)))


def _by_weight(reader: Reader, tree: Tree[Token]) -> Cap:
    return Cap(((reader.value(tokens(tree, "PCT")[0]), ""),), by_weight=True)


def concession(reader: Reader, tree: Tree[Token]) -> Unit:
    """“materials of X may be used”: softens the change before it."""
    unit = Unit(concession=tuple(_materials(reader, tree)))
    limited = only(tree, "up_to_share")
    if limited is not None:
        if has(limited, "WEIGHT_OF_PRODUCT"):
            unit.cap = _by_weight(reader, limited)
            return unit
        short = tokens(limited, "PCT")
        base = "FOB" if has(limited, "SHORT_FOB") else "EXW"
        unit.cap = Cap(((reader.value(short[0]), base),) if short else _share(reader, limited))
    return unit


def prohibition(reader: Reader, tree: Tree[Token]) -> Unit:
    """“materials of X may not be used”."""
    nodes = []
    for part in _materials(reader, tree):
        scope = part.scope()
        if scope is None:
            raise Doubt("no material may be used")
        nodes.append(reader.leaf(tree, "Prohibit", scope=scope))
    return Unit(node=joint("all", nodes))


def goods_wo(reader: Reader, tree: Tree[Token]) -> Unit:
    """The product itself is wholly obtained."""
    return Unit(node=reader.leaf(tree, "WO", subject="product"))
