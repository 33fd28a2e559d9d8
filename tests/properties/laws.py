"""Laws that hold of every rule and every case: what changes nothing, and what never harms."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hypothesis import note
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from tests.properties import changes, relations
from tests.properties.cases import cases
from tests.properties.deciding import Decision, book, decided
from tests.properties.documents import Node, general_rules, leaf, trees

AGREEMENTS = 8
CASES = 4
"""How many trees and cases an example has; each case meets each tree."""


@dataclass(frozen=True)
class CaseLaw:
    """A change of a case and how the decisions stand to each other."""

    name: str
    change: changes.Change
    holds: Callable[[Decision, Decision], bool]
    often: int = 8
    """How often of ten times a fact is known."""


@dataclass(frozen=True)
class RuleLaw:
    """A change of a rule and how the decisions stand to each other."""

    name: str
    change: Callable[[DrawFn, Node], Node]
    holds: Callable[[Decision, Decision], bool]
    often: int = 8


def alternative_added(draw: DrawFn, tree: Node) -> Node:
    """Another way to origin."""
    return {"any": [*tree["any"], draw(leaf)]} if "any" in tree else {"any": [tree, draw(leaf)]}


def requirement_dropped(draw: DrawFn, tree: Node) -> Node:
    """One requirement fewer."""
    if "all" not in tree:
        return tree
    left = list(tree["all"])
    del left[draw(st.integers(0, len(left) - 1))]
    return {"all": left}


def reordered(draw: DrawFn, tree: Node) -> Node:
    """Alternatives and requirements in another order."""
    for key in ("any", "all"):
        if key in tree:
            return {key: [reordered(draw, inner) for inner in draw(st.permutations(tree[key]))]}
    return tree


def wrapped(draw: DrawFn, tree: Node) -> Node:
    """The rule as the one requirement of a list of one."""
    return {draw(st.sampled_from(["any", "all"])): [copy.deepcopy(tree)]}


CASE_LAWS = (
    CaseLaw("the order of the materials is nothing", changes.permuted, relations.alike),
    CaseLaw("all values may be scaled", changes.values_scaled, relations.alike),
    CaseLaw("all weights may be scaled", changes.weights_scaled, relations.alike),
    CaseLaw("the currency is nothing where there is one", changes.in_another_currency, relations.alike),
    CaseLaw("how codes and amounts are written is nothing", changes.written_otherwise, relations.alike),
    CaseLaw("an originating material never harms", changes.one_originating, relations.never_harms, 9),
    CaseLaw("a cheaper material never harms", changes.one_cheaper, relations.never_harms, 10),
    CaseLaw("a line may be written as two halves", changes.halved, relations.alike),
    CaseLaw("tags that no rule uses are nothing", changes.tagged_beside_the_point, relations.alike, 10),
    CaseLaw("descriptions are nothing", changes.described, relations.alike),
    CaseLaw("neutral elements and shipping packing are nothing", changes.with_neutral_elements, relations.alike),
    CaseLaw("a fact never turns a settled verdict", changes.facts_added, relations.never_turns, 5),
    CaseLaw("one process more never harms", changes.one_process_more, relations.never_harms, 9),
    CaseLaw("insufficient operations never do", changes.only_insufficient, relations.never_originates, 9),
)
RULE_LAWS = (
    RuleLaw("another alternative never harms", alternative_added, relations.never_harms),
    RuleLaw("one requirement fewer never harms", requirement_dropped, relations.never_harms),
    RuleLaw("the order of alternatives and requirements is nothing", reordered, relations.verdict_alike),
    RuleLaw("a list of one is its member", wrapped, relations.verdict_alike),
)
LAWS: tuple[CaseLaw | RuleLaw, ...] = (*CASE_LAWS, *RULE_LAWS)

pairs = st.lists(st.tuples(trees, general_rules), min_size=AGREEMENTS, max_size=AGREEMENTS)


def compare(law: CaseLaw | RuleLaw, data: st.DataObject) -> None:
    """One example of a law: its trees, its cases, and how they are decided before and after the change."""
    draw: Any = data.draw
    agreements = data.draw(pairs, label="trees and general rules")
    rules = book(agreements)
    examples = data.draw(st.lists(cases(law.often), min_size=CASES, max_size=CASES), label="cases")
    if isinstance(law, RuleLaw):
        others = [(law.change(draw, tree), general) for tree, general in agreements]
        changed, after = examples, book(others)
        note(f"changed: {others}")
    else:
        changed, after = [law.change(draw, case) for case in examples], rules
    for case, other in zip(examples, changed, strict=True):
        found = zip(decided(rules, case, AGREEMENTS), decided(after, other, AGREEMENTS), strict=True)
        for number, (first, second) in enumerate(found):
            assert law.holds(first, second), explained(agreements[number], case, other, first, second)


def explained(agreement: tuple[Node, Node], *told: Any) -> str:
    """A breach of a law, so that it can be decided again by hand."""
    import json

    titles = ("case", "changed", "before", "after")
    lines = [f"tree: {json.dumps(agreement[0])}", f"general: {json.dumps(agreement[1])}"]
    return "\n".join(
        [*lines, *(f"{title}: {json.dumps(item, default=str)}" for title, item in zip(titles, told, strict=True))]
    )
