"""Nothing in the authored documents can be changed unnoticed: each mutant turns a golden case."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

import psra_native
import pytest
import yaml

from psra_assets.rac.authored import authored_files
from tests.golden.deciding import decide, differences, load
from tests.golden.leaves import measured
from tests.golden.mutants import Mutant, mutants
from tests.golden.suite import Law, Turn, turns

if TYPE_CHECKING:
    from psra_native import RuleBook

FILES = authored_files()

EVES = "(2020-12-31|2019-01-31|2017-09-20|2011-06-30|2024-12-31)"
"""The days before the first days of the agreements."""

ALIKE = (
    # What comes to the same in law, so no case can tell them apart.
    (rf"^/valid_from: .* -> {EVES}", "the agreement's own first day bars the day before"),
    (rf"^ruleset/0/valid_from: .* -> '{EVES}", "the agreement's own first day bars the day before"),
    (r"cumulation/kinds: .*'bilateral', .* -> .*'full'\]", "full cumulation allows what bilateral cumulation does"),
    (r"tolerance/\d/basis: ", "a share of the net weight has no price for its basis"),
    (
        r"160420~1/row: 'described' -> 'whole'",
        "beside a row for any other product, one without tags describes in words",
    ),
    (r"4017~2/criterion/type: 'CTH' -> 'CTSH'", "heading 40.17 has one subheading"),
    (r"tracing/value: ", "what was made in the Party may be opened under every agreement (origin.md A.6)"),
    (r"sets/limits/1/pct: '25' -> '25.01'", "the limit for all components together is no greater"),
    # What no authored rule can reach.
    (r"tolerance/\d/chapters: ", "no rule of these chapters is authored"),
    # What the verdict does not decide: the case attests it, or it is decided when a proof is made out.
    (r"insufficient_operations/(combination|limited)", "the case states whether more than those operations were done"),
    (r"wholly_obtained/", "the case states what is wholly obtained"),
    (r"general/accounting_segregation/", "the stock ledger says what is issued as originating"),
    (r"general/territoriality/", "work done outside is not a fact of a case"),
    (r"general/proof/", "who may make out a proof is decided when it is made out"),
    # What the engine does not read yet.
    (r"general/(textiles|within_group|maxnom_block_scope)", "not read by the engine"),
    (r"cumulation/(limits|beyond_insufficient)", "not read by the engine"),
    (r"sets/or_packaging", "not read by the engine"),
)
"""Changes that no golden case can notice, with the reason; a reason that no change needs is an error."""


@cache
def cases_of(agreement: str) -> dict[str | None, list[tuple[Law, Turn]]]:
    """The golden cases of an agreement by the rows that their answers look at; under ``None`` all of them."""
    book = load([file for file in FILES if file[0].startswith(f"{agreement}/")])
    found: dict[str | None, list[tuple[Law, Turn]]] = defaultdict(list)
    for law, turn in turns(agreement):
        found[None].append((law, turn))
        result = decide(turn, book)
        rows = {rule["id"] for rule in result["rules"]} | {name.partition("#")[0] for name, _ in measured(result)}
        for row in rows:
            found[row].append((law, turn))
    return found


def notices(law: Law, turn: Turn, book: RuleBook) -> bool:
    """Whether a case is decided otherwise than by the law, or no longer at all."""
    try:
        return bool(differences(law, turn, decide(turn, book)))
    except (AssertionError, ValueError):
        return True


def survives(mutant: Mutant, path: str, agreement: str) -> bool:
    """Whether no case notices."""
    files = [(p, mutant.document if p == path else d) for p, d in FILES if p.startswith(f"{agreement}/")]
    if mutant.rule is not None:
        files = [file for file in files if file[0] in {path, f"{agreement}/agreement.yaml"}]
    try:
        book = load(files)
    except psra_native.RacError:
        # It is not even well-formed: periods that overlap, a list that must not be empty.
        return False
    return not any(notices(law, turn, book) for law, turn in concerned(mutant, agreement))


def concerned(mutant: Mutant, agreement: str) -> Iterator[tuple[Law, Turn]]:
    """The cases that may notice: those that look at the row, or at another one that prints the same range."""
    cases = cases_of(agreement)
    if mutant.rule is None:
        yield from cases[None]
        return
    family = mutant.rule.partition("~")[0]
    for row, found in cases.items():
        if row is not None and row.partition("~")[0] == family:
            yield from found


def tree_of(path: str) -> dict[str, Any]:
    """An authored document."""
    tree: dict[str, Any] = yaml.load(dict(FILES)[path], Loader=yaml.CSafeLoader)
    return tree


@cache
def survivors(path: str) -> tuple[str, ...]:
    """The changes of a document that no golden case notices."""
    agreement = path.split("/", maxsplit=1)[0]
    found = list(mutants(tree_of(path)))
    assert len(found) >= 5
    return tuple(f"{m.place}: {m.change}" for m in found if survives(m, path, agreement))


pytestmark = pytest.mark.xdist_group("mutants")


@pytest.mark.parametrize("path", [path for path, _ in FILES])
def test_no_mutant_survives(path: str) -> None:
    """Each change of a number, a day, a word or a member of a list is noticed by a golden case."""
    assert [survivor for survivor in survivors(path) if not any(re.search(p, survivor) for p, _ in ALIKE)] == []


@pytest.mark.parametrize(("pattern", "reason"), ALIKE)
def test_every_excuse_is_needed(pattern: str, reason: str) -> None:
    """A reason why no case notices goes when one does."""
    assert any(re.search(pattern, survivor) for path, _ in FILES for survivor in survivors(path)), reason
