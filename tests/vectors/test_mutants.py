"""Nothing in the list of every criterion can be changed unnoticed: each change of it turns a vector."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import psra_native
import yaml

from tests.golden.deciding import load
from tests.golden.mutants import Mutant, mutants
from tests.vectors.books import OURS, documents
from tests.vectors.deciding import decide, differences
from tests.vectors.suite import Law, Vector, laws

if TYPE_CHECKING:
    from psra_native import RuleBook

FILES = dict(documents(OURS, None))
PATH = f"{OURS}/rules.yaml"

ALIKE = (
    (r":(3204|3208-3210)~1/criterion/type: 'CTH' -> 'CTSH'", "the product's own heading is barred by other words"),
    (r":(3813|3814|3817|3826)~1/.*type: 'CTH' -> 'CTSH'", "the heading has one subheading"),
    (r"allowances/0/scope/same: '(sub)?heading' -> '(heading|chapter)'", "what is outside has made the change"),
)
"""Changes that no vector can notice, with the reason; a reason that no change needs is an error."""


def of_row(row: str) -> Iterator[tuple[Law, Vector]]:
    """The vectors of the laws that cite a row, or another of its range."""
    family = row.partition("~")[0]
    for law in laws(OURS):
        if str(law.cites.get("rule", "")).partition("~")[0] == family:
            for vector in law.vectors:
                yield law, vector


def notices(law: Law, vector: Vector, book: RuleBook) -> bool:
    """Whether a vector is decided otherwise than by the law, or not at all."""
    try:
        return bool(differences(law, vector, decide(vector, book)))
    except AssertionError:
        return True


def survives(mutant: Mutant) -> bool:
    """Whether no vector notices a change."""
    try:
        book = load({**FILES, PATH: mutant.document}.items())
    except psra_native.RacError:
        return False
    assert mutant.rule is not None
    return not any(notices(law, vector, book) for law, vector in of_row(mutant.rule))


def test_no_mutant_survives() -> None:
    """Each change of a row is noticed by a vector of a law that cites it."""
    document: dict[str, Any] = yaml.load(FILES[PATH], Loader=yaml.CSafeLoader)
    found = [mutant for mutant in mutants(document) if mutant.rule is not None]
    assert len(found) > 100
    survivors = [f"{mutant.place}: {mutant.change}" for mutant in found if survives(mutant)]
    assert [name for name in survivors if not any(re.search(pattern, name) for pattern, _ in ALIKE)] == []
    assert [reason for pattern, reason in ALIKE if not any(re.search(pattern, name) for name in survivors)] == []
