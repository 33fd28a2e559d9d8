"""Sets, and origin that is kept."""

from __future__ import annotations

from lark import Token, Tree

from psra_assets.rac.compile.constructs.change import goods
from psra_assets.rac.compile.constructs.reader import Reader
from psra_assets.rac.compile.constructs.units import Unit


def goods_alone(reader: Reader, tree: Tree[Token]) -> Unit:
    """“For any other product of subheading 071290,” before what is asked of it."""
    return Unit(premise=goods(reader, tree))


def set_rule(reader: Reader, tree: Tree[Token]) -> Unit:
    """Each item by its own rule; the concession that follows says how much may be non-originating."""
    leaf = reader.leaf(tree, "SetRule", max_pct="0")
    return Unit(node=leaf, leaf=leaf)


def retained(reader: Reader, tree: Tree[Token]) -> Unit:
    """The origin of the original classification is kept."""
    return Unit(node=reader.leaf(tree, "OriginRetained"), is_process=True)
