"""The metamorphic laws in thousands of cases; ``make soak`` decides a million."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.properties.cases import Case, cases
from tests.properties.deciding import TALLY, Decision, answer, book, decided
from tests.properties.documents import Node, trees
from tests.properties.laws import AGREEMENTS, CASES, LAWS, CaseLaw, RuleLaw, compare, pairs
from tests.properties.mutants import FALSE
from tests.properties.relations import alike, never_harms, never_originates, never_turns, verdict_alike

EXAMPLES = 20


QUIET: dict[str, Any] = {
    "deadline": None,
    "database": None,
    "derandomize": True,
    "suppress_health_check": list(HealthCheck),
}
"""For all; without Hypothesis' phase that explains, which traces every line and takes ten times as long."""

LEAVES = {"CC", "CTH", "CTSH", "AnyHeading", "MaxNOM", "MaxWeight", "RVC", "NOMleOM", "MinOM"}
LEAVES |= {"WO", "Originating", "Prohibit", "Process", "FromMaterial"}

Relation = Callable[[Decision, Decision], bool]


def kinds(tree: Any) -> Iterator[str]:
    """The kinds of leaf in a tree."""
    if isinstance(tree, dict) and "type" in tree:
        yield tree["type"]
    elif isinstance(tree, dict):
        for nodes in tree.values():
            for inner in nodes:
                yield from kinds(inner)


def examined(law: CaseLaw | RuleLaw, examples: int, phases: Sequence[Phase] = (Phase.generate, Phase.shrink)) -> None:
    """A law on a number of examples, the same at each run."""

    @settings(max_examples=examples, phases=phases, **QUIET)
    @given(data=st.data())
    def law_holds(data: st.DataObject) -> None:
        compare(law, data)

    law_holds()


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.name.replace(" ", "-"))
def test_law(law: CaseLaw | RuleLaw) -> None:
    """Each law, on trees of every criterion and bills of every kind."""
    before = TALLY.decided
    examined(law, EXAMPLES)
    assert TALLY.decided - before >= EXAMPLES * CASES * AGREEMENTS * 2


def bought(verdict: str, *outcomes: str) -> Decision:
    """A decision of one rule."""
    return Decision(
        verdict, tuple((f"r0#{number}", outcome, False) for number, outcome in enumerate(outcomes, start=1))
    )


@pytest.mark.parametrize(
    ("relation", "before", "after", "holds"),
    [
        (alike, bought("originating", "met"), bought("originating", "met"), True),
        (alike, bought("originating", "met"), bought("originating", "unknown"), False),
        (verdict_alike, bought("originating", "met"), bought("originating", "unknown"), True),
        (verdict_alike, bought("originating"), bought("undetermined"), False),
        (never_harms, bought("non_originating"), bought("undetermined"), True),
        (never_harms, bought("originating"), bought("undetermined"), False),
        (never_turns, bought("undetermined"), bought("non_originating"), True),
        (never_turns, bought("non_originating"), bought("originating"), False),
        (never_turns, bought("originating"), bought("undetermined"), False),
        (never_originates, bought("originating"), bought("non_originating"), True),
        (never_originates, bought("non_originating"), bought("originating"), False),
    ],
)
def test_relations(relation: Relation, before: Decision, after: Decision, holds: bool) -> None:
    """What is a breach of a law and what is not."""
    assert relation(before, after) is holds


def test_a_false_law_is_refuted() -> None:
    """The tool can fail: that a material more never harms is not so."""
    with pytest.raises(AssertionError, match="tree: "):
        examined(FALSE, 30, [Phase.generate])


def test_the_laws_are_examined_on_every_criterion() -> None:
    """Trees at random have every kind of leaf, and cases come out in all three ways."""
    seen: set[str] = set()
    verdicts: set[str] = set()

    @settings(max_examples=150, phases=[Phase.generate], **QUIET)
    @given(tree=trees, case=cases(7))
    def look(tree: Node, case: Case) -> None:
        seen.update(kinds(tree))
        verdicts.add(decided(book([(tree, {})]), case, 1)[0].verdict)

    look()
    assert seen >= LEAVES, LEAVES - seen
    assert verdicts == {"originating", "non_originating", "undetermined"}


def test_the_same_input_is_the_same_bytes() -> None:
    """An answer does not depend on what was decided before it, nor on the other agreements that a case names."""

    @settings(max_examples=10, phases=[Phase.generate], **QUIET)
    @given(drawn=pairs, case=cases(7))
    def alone_and_among_others(drawn: list[tuple[Node, Node]], case: Case) -> None:
        rules = book(drawn)
        names = [f"r{number}" for number in range(len(drawn))]
        together = answer(rules, case, names)
        assert answer(book(drawn), case, names) == together
        for name, result in zip(names, together["results"], strict=True):
            (alone,) = answer(rules, case, [name])["results"]
            # The proof names the case by its digest, and the case names its agreements.
            assert without_proof(alone) == without_proof(result)

    alone_and_among_others()


def without_proof(result: dict[str, Any]) -> dict[str, Any]:
    """A result without its proof."""
    return {key: value for key, value in result.items() if key != "proof"}
