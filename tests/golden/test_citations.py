"""Each golden case shows the law that it cites: what is cited exists, and the answer rests on it."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

import psra_native
import pytest
import yaml

from psra_assets.rac.authored import authored_files
from tests.golden.deciding import decide, differences, load, outcome
from tests.golden.leaves import alternatives
from tests.golden.mutants import mutants
from tests.golden.suite import AUTHORED, Law, laws

if TYPE_CHECKING:
    from psra_native import RuleBook

FILES = dict(authored_files())


@cache
def document(path: str) -> dict[str, Any]:
    """An authored document."""
    tree: dict[str, Any] = yaml.load(FILES[path], Loader=yaml.CSafeLoader)
    return tree


@cache
def rows(agreement: str) -> dict[str, dict[str, Any]]:
    """The rows of an agreement's authored lists by id."""
    return {
        rule["id"]: rule
        for path in FILES
        if path.startswith(f"{agreement}/")
        for rule in document(path).get("rules", ())
    }


@cache
def book(agreement: str) -> RuleBook:
    """The authored documents of an agreement."""
    return load([file for file in FILES.items() if file[0].startswith(f"{agreement}/")])


def altered(agreement: str, part: str) -> Iterator[bytes]:
    """The general rules without a part, and with each single change of it."""
    path = f"{agreement}/agreement.yaml"
    without = copy.deepcopy(document(path))
    for period in without["ruleset"]:
        period["general"].pop(part, None)
    yield json.dumps(without).encode()
    for mutant in mutants(document(path)):
        if f"general/{part}" in mutant.place:
            yield mutant.document


def notices(law: Law, general: bytes) -> bool:
    """Whether a turn of the law comes out otherwise under other general rules."""
    path = f"{law.agreement}/agreement.yaml"
    files = [(p, general if p == path else d) for p, d in FILES.items() if p.startswith(f"{law.agreement}/")]
    try:
        other = load(files)
    except psra_native.RacError:
        return False  # a change that leaves a list empty is none
    return any(differences(law, turn, decide(turn, other)) for turn in law.turns)


def parts(law: Law) -> list[str]:
    """The parts of the general rules that a law cites."""
    cited = law.cites.get("general", [])
    return [cited] if isinstance(cited, str) else list(cited)


def articles_of(value: Any) -> Iterator[str]:
    """The articles that a part of the general rules names as its sources."""
    if isinstance(value, dict):
        if "article" in value.get("source", {}):
            yield value["source"]["article"]
        for inner in value.values():
            yield from articles_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from articles_of(inner)


def gate(result: dict[str, Any]) -> str:
    """What the list of insufficient operations came to."""
    (step,) = (step for step in result["proof"]["steps"] if step["step"] == "insufficient_operations")
    return str(step["result"])


CITING = [pytest.param(law, id=f"{law.agreement}-{law.turns[0].id}") for name in AUTHORED for law in laws(name)]


@pytest.mark.parametrize("law", CITING)
def test_what_is_cited_exists(law: Law) -> None:
    """Rows, alternatives, parts, notes and articles are those of the authored documents."""
    agreement = document(f"{law.agreement}/agreement.yaml")
    assert {"rule", "general"} & set(law.cites), "a law cites a row or a part of the general rules"
    if "rule" in law.cites:
        row = rows(law.agreement)[law.row]
        _, _, number = law.cites["rule"].partition("#")
        if number:
            assert 1 <= int(number) <= len(alternatives(row["criterion"]))
    general = [period["general"] for period in agreement["ruleset"]]
    for part in parts(law):
        assert all(part in period for period in general), part
    if "article" in law.cites:
        assert law.cites["article"] in agreement["articles"]
        of_parts = {article for period in general for part in parts(law) for article in articles_of(period[part])}
        assert "rule" in law.cites or law.cites["article"] in of_parts | {"39"}, of_parts
    if "note" in law.cites:
        assert law.cites["note"] in agreement["notes"]
        assert law.cites["note"] in rows(law.agreement)[law.row].get("notes", ())


@pytest.mark.parametrize("law", [law for law in CITING if "rule" in law.values[0].cites])
def test_the_cited_row_is_used(law: Law) -> None:
    """The row is among those of the answers; a cited alternative comes out differently over the turns."""
    results = [decide(turn, book(law.agreement)) for turn in law.turns]
    assert any(law.row in {rule["id"] for rule in result["rules"]} for result in results)
    if "#" in law.cites["rule"]:
        seen = {
            outcome(alternative)
            for result in results
            for alternative in result["alternatives"]
            if alternative["id"] == law.cites["rule"]
        }
        elsewhere = any(law.row not in {rule["id"] for rule in result["rules"]} for result in results)
        assert len(seen) > 1 or (seen and elsewhere), seen


@pytest.mark.parametrize("law", [law for law in CITING if "general" in law.values[0].cites])
def test_the_cited_general_rule_is_used(law: Law) -> None:
    """Without the part, or with it changed, a turn comes out otherwise.

    Insufficient operations are attested as a whole: that list is used where it decides one turn and not another.
    """
    for part in parts(law):
        if part == "insufficient_operations":
            assert len({gate(decide(turn, book(law.agreement))) for turn in law.turns}) > 1
            continue
        assert any(notices(law, general) for general in altered(law.agreement, part)), part
