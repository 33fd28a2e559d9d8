"""Regional and qualifying value content."""

from __future__ import annotations

from lark import Token, Tree

from psra_assets.rac.compile.constructs.change import exceptions_of, goods
from psra_assets.rac.compile.constructs.conditions import basis
from psra_assets.rac.compile.constructs.materials import merged, one_scope, union
from psra_assets.rac.compile.constructs.reader import Node, Reader, has, joint, only, subtrees, tokens
from psra_assets.rac.compile.constructs.units import Unit
from psra_assets.rac.compile.errors import Doubt

_METHODS = {"BUILD_DOWN": "build_down", "BUILD_UP": "build_up", "FOCUSED": "focused", "NET_COST_METHOD": "net_cost"}


def content(reader: Reader, outer: Tree[Token]) -> Unit:
    """One content requirement."""
    tree = next(subtrees(outer))
    pct = next((reader.value(token) for token in tokens(tree, "PCT")), "")
    if tree.data == "uk_rvc":
        return Unit(node=reader.leaf(tree, "RVC", method="build_down", pct=pct, basis="FOB"), is_whole=True)
    if tree.data == "short_rvc":
        if not has(tree, "SHORT_FOB", "SHORT_EXW"):
            return Unit(node=_either_method(reader, tree, pct))
        base = "FOB" if has(tree, "SHORT_FOB") else "EXW"
        return Unit(node=reader.leaf(tree, "RVC", method="build_down", pct=pct, basis=base))
    if tree.data == "content_share":
        if not str(tokens(tree, "CONTENT_OF")[0]).split(" of ")[0].endswith("vc"):
            raise Doubt("a value content without its method")
        return Unit(node=_either_method(reader, tree, pct))
    if tree.data == "nz_rvc":
        _same_number(reader, tree, pct)
        node = _either_method(reader, tree, pct)
        excluded = only(tree, "excluded")
        if excluded is not None:
            scopes = [part.scope() for part in merged(exceptions_of(reader, excluded))]
            node = joint("all", [node, *(reader.leaf(excluded, "Prohibit", scope=scope) for scope in scopes)])
        return Unit(node=node)
    if tree.data == "standard_qvc":
        return Unit(node=_standard_qvc(reader, tree))
    if tree.data == "no_change":
        leaf = reader.leaf(tree, "AnyHeading")
        return Unit(node=leaf, leaf=leaf, premise=goods(reader, tree))
    return Unit(node=joint("any", [line(reader, child) for child in subtrees(tree, "line")]))


def _either_method(reader: Reader, tree: Tree[Token], pct: str) -> Node:
    """“RVC (40)”, “QVC 40 %”: by the build-up or the build-down method, whichever the exporter prefers (introductory
    notes of Australia 8(e), New Zealand (d), India 9(e)).
    """
    leaves = [reader.leaf(tree, "RVC", method=m, pct=pct, basis="FOB") for m in ("build_down", "build_up")]
    return joint("any", leaves)


def _same_number(reader: Reader, tree: Tree[Token], pct: str) -> None:
    end = tokens(tree, "NZ_RVC_END")[0]
    again = reader.values_within(end.start_pos or 0, end.end_pos or 0)
    if again not in ([], [pct]):
        raise Doubt("the percentage and its abbreviation disagree")


def _standard_qvc(reader: Reader, tree: Tree[Token]) -> Node:
    """UK-India: 40 % of EXW or 45 % of FOB build-down, or 35 % of EXW or FOB build-up (introductory note 9(f))."""
    forms = (("build_down", "40", "EXW"), ("build_down", "45", "FOB"), ("build_up", "35", "EXW_OR_FOB"))
    return joint("any", [reader.leaf(tree, "RVC", method=m, pct=p, basis=b) for m, p, b in forms])


def line(reader: Reader, tree: Tree[Token]) -> Node:
    """“45 % under the build-down method”."""
    method = next(_METHODS[t.type] for t in tree.children if isinstance(t, Token) and t.type in _METHODS)
    pct = reader.value(tokens(tree, "PCT")[0])
    named = only(tree, "basis")
    base = "FOB"  # the value of the good, without the costs of its international shipment
    if named is not None:
        base = basis(named)
    scope = None
    focus = only(tree, "focus")
    if focus is not None:
        scope = one_scope(union(reader, next(subtrees(focus, "materials"))))
    if (method == "focused") != (scope is not None):
        raise Doubt("a focus without the focused value method, or the other way round")
    if method == "net_cost":
        base = "NC"
    return reader.leaf(tree, "RVC", method=method, pct=pct, basis=base, scope=scope)


def line_unit(reader: Reader, tree: Tree[Token]) -> Unit:
    """A method on its own, as a fragment of the rule before it prints it."""
    return Unit(node=line(reader, tree), is_line=True)
