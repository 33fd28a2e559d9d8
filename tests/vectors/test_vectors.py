"""What the law makes of each vector (``README.md``), the rules make of it too."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from psra_assets.contracts.case import Case
from tests.vectors.books import book, cited_places, documents, is_published, places
from tests.vectors.deciding import decide, differences
from tests.vectors.suite import PARTIES, Law, Vector, laws

PUBLISHED = [name for name in PARTIES if is_published(name)]
OTHERS = [name for name in PARTIES if not is_published(name)]


def parameters(agreements: list[str]) -> list[Any]:
    """The laws of agreements as pytest parameters."""
    return [pytest.param(law, id=law.id) for agreement in agreements for law in laws(agreement)]


def check(law: Law, shared: Path | None) -> None:
    """Decide the vectors of a law and compare; the cited row is among those of an answer."""
    rules = book(law.agreement, shared)
    results = [decide(vector, rules) for vector in law.vectors]
    found = [
        line for vector, result in zip(law.vectors, results, strict=True) for line in differences(law, vector, result)
    ]
    assert found == [], "\n".join([law.law, *found])
    used = {rule["id"]: rule["source"].get("locator") for result in results for rule in result["rules"]}
    if "rule" in law.cites:
        assert law.cites["rule"].partition("#")[0] in used
    if "row" in law.cites:
        assert shared is not None
        assert set(cited_places(law.cites["row"], places(law.agreement, shared))) & set(used.values()), used


@pytest.mark.parametrize("law", parameters(OTHERS))
def test_authored(law: Law) -> None:
    """By the authored lists, and by one that uses every criterion."""
    check(law, None)


@pytest.mark.parametrize("law", parameters(PUBLISHED))
def test_published(law: Law, shared: Path) -> None:
    """By the lists that the UK publishes, as compiled."""
    check(law, shared)


@pytest.mark.parametrize("agreement", OTHERS)
def test_what_is_cited_exists(agreement: str) -> None:
    """Parts of the general rules, notes and articles are those of the agreement's document."""
    text = b"\n".join(content for _, content in documents(agreement, None)).decode()
    for law in laws(agreement):
        assert set(law.cites) & {"rule", "general", "article", "note"}, law.id
        parts = law.cites.get("general", [])
        for cited in [parts] if isinstance(parts, str) else parts:
            assert f"{cited}:" in text, (law.id, cited)
        for key in ("article", "note"):
            assert str(law.cites.get(key, "")) in text, (law.id, law.cites[key])


def every() -> list[tuple[Law, Vector]]:
    """All vectors."""
    return [(law, vector) for agreement in PARTIES for law in laws(agreement) for vector in law.vectors]


def test_the_vectors_are_well_formed() -> None:
    """Ids are unique, no case stands twice, each keeps the contract, and there are as many as were asked for."""
    names: set[str] = set()
    cases: set[str] = set()
    for law, vector in every():
        assert vector.id not in names, vector.id
        names.add(vector.id)
        bare = json.dumps({key: value for key, value in vector.case.items() if key != "case_id"}, sort_keys=True)
        assert bare not in cases, f"{vector.id} stands twice"
        cases.add(bare)
        Case.model_validate_json(json.dumps(vector.case))
        assert law.law.endswith("."), law.id


def test_each_law_is_shown_from_both_sides() -> None:
    """The rows of a law come out differently: what a law does is seen only where it does not."""
    for agreement in PARTIES:
        for law in laws(agreement):
            assert len({vector.expect for vector in law.vectors}) > 1, law.id
