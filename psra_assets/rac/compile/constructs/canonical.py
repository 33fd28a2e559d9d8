"""Sentences that the renderer writes and no list prints: exactly one leaf each."""

from __future__ import annotations

from lark import Token, Tree

from psra_assets.rac.compile.constructs.materials import exact, thing
from psra_assets.rac.compile.constructs.reader import Reader, check_stated_codes, lexeme, only, tokens
from psra_assets.rac.compile.constructs.units import Unit


def each_process(reader: Reader, tree: Tree[Token]) -> Unit:
    """All of several processes, by one leaf."""
    codes = [code for token in tokens(tree, "PROCESS") for code in lexeme(token).data.codes]
    return Unit(node=reader.leaf(tree, "Process", all_of=codes), is_whole=True)


def starting_from(reader: Reader, tree: Tree[Token]) -> Unit:
    """Manufacture from goods of a description, whatever else is used."""
    tags = [tag for token in tokens(tree, "THING") for tag in thing(reader, token)]
    among = only(tree, "exact")
    scope = exact(reader, among).scope() if among is not None else None
    return Unit(node=reader.leaf(tree, "FromMaterial", tags=tags, scope=scope), is_whole=True)


def attested(reader: Reader, tree: Tree[Token]) -> Unit:
    """A fact of the vocabulary."""
    token = tokens(tree, "ATTESTED")[0]
    fact = lexeme(token).data
    check_stated_codes(reader, token, fact.stated_codes)
    return Unit(node=reader.leaf(tree, "Fact", code=fact.code, kind=fact.kind), is_whole=True)
