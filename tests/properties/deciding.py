"""Many cases decided under many agreements at random, and compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson
from hypothesis import reject

from tests.properties.cases import Case
from tests.properties.documents import Node, documents

if TYPE_CHECKING:
    from psra_native import RuleBook


@dataclass
class Tally:
    """How many determinations the laws have compared."""

    decided: int = 0


TALLY = Tally()


@dataclass(frozen=True)
class Decision:
    """What an answer comes to under one agreement."""

    verdict: str
    outcomes: tuple[tuple[str, str, bool], ...]
    """Of each alternative: its id, its outcome, whether the tolerance helped."""


def book(agreements: Sequence[tuple[Node, Node]]) -> RuleBook:
    """A rule book of one agreement for each tree with its general rules; what the validator refuses is no example."""
    import psra_native

    files = [file for number, (tree, general) in enumerate(agreements) for file in documents(tree, general, number)]
    try:
        return psra_native.RuleBook.load(files)
    except psra_native.RacError:
        reject()


def answer(rules: RuleBook, case: Case, agreements: Sequence[str]) -> Any:
    """The answer to a case."""
    found = orjson.loads(rules.evaluate(orjson.dumps({**case, "agreements": agreements}), "2026-11-24"))
    assert "error" not in found, found
    TALLY.decided += len(agreements)
    return found


def decided(rules: RuleBook, case: Case, number: int) -> list[Decision]:
    """What a case comes to under each of the agreements."""
    found = []
    for result in answer(rules, case, [f"r{place}" for place in range(number)])["results"]:
        outcomes = sorted((item["id"], item["outcome"], item["tolerance_used"]) for item in result["alternatives"])
        found.append(Decision(result["verdict"], tuple(outcomes)))
    return found
