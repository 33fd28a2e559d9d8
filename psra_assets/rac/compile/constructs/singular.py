"""Sentences that a family of lists prints at one place: composed plastics, arrack, made-up cloth, countries."""

from __future__ import annotations

from lark import Token, Tree

from psra_assets.rac.compile.constructs.materials import Materials, merged
from psra_assets.rac.compile.constructs.reader import Node, Reader, joint, tokens
from psra_assets.rac.compile.constructs.units import Unit
from psra_assets.rac.compile.errors import Doubt

_GROUPS = ("3901-3906", "3907-3911")
_COUNTRIES = {True: "least_developed_country", False: "other_beneficiary_country"}


def fact(reader: Reader, part: Tree[Token] | Token, code: str) -> Node:
    """A fact about the product."""
    return reader.leaf(part, "Fact", code=code, kind="description")


def country(reader: Reader, token: Token) -> Node:
    """“(a) LDCs” or “(b) Other beneficiary countries” before what is asked of their goods."""
    return fact(reader, token, _COUNTRIES["other" not in token])


def arrack(reader: Reader, tree: Tree[Token]) -> Unit:
    """“or, if all the other materials used are already originating, arrack may be used up to a limit of 5 % by
    volume”: an alternative to the whole rule, since arrack is itself of a heading that the rule excludes.
    """
    token = tokens(tree, "ARRACK")[0]
    if reader.values_within(token.start_pos or 0, token.end_pos or 0) != ["5"]:
        raise Doubt("another share of arrack than 5 % by volume")
    others = reader.leaf(tree, "Originating", scope={"not": {"tags": ["arrack"]}})
    return Unit(node=joint("all", [others, fact(reader, tree, "arrack_up_to_5_percent_by_volume")]), has_lead=True)


def others_originating(reader: Reader, tree: Tree[Token]) -> Unit:
    """“all the other materials used are originating”: other than those that the rule starts from."""
    return Unit(are_others=reader.leaf(tree, "Originating"))


def other_than(named: tuple[Materials, ...], leaf: Node) -> Node:
    """The leaf, for materials other than those named."""
    parts = merged(list(named))
    scope = parts[0].scope() if len(parts) == 1 else None
    if scope is None:
        raise Doubt("“other materials” than which?")
    return {**leaf, "scope": {"not": scope}}


def predominant(reader: Reader, tree: Tree[Token]) -> Unit:
    """“In the case of products composed of materials of both groups, this restriction applies only to the group that
    predominates by weight”.
    """
    token = tokens(tree, "PREDOMINANT")[0]
    if reader.values_within(token.start_pos or 0, token.end_pos or 0) != ["3901", "3906", "3907", "3911"]:
        raise Doubt("other groups of plastics than 3901 to 3906 and 3907 to 3911")
    first = fact(reader, tree, "plastics_of_first_group_predominate")
    second = fact(reader, tree, "plastics_of_second_group_predominate")
    return Unit(groups=(first, second))


def restricted(node: Node, groups: tuple[Node, ...]) -> Node:
    """The limit on materials of chapter 39, or on those of the group that predominates."""
    if node.get("type") != "MaxNOM" or node.get("scope") != {"codes": ["39"]}:
        raise Doubt("a restriction that groups of plastics do not divide")
    pairs = zip(groups, _GROUPS, strict=True)
    return joint("any", [node, *(joint("all", [one, {**node, "scope": {"codes": [codes]}}]) for one, codes in pairs)])
