"""One format, three readers: the typed models, the JSON Schema made from them and the native validator agree."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.contract.constructs import every_construct_files, read
from tests.contract.mutants import all_mutants, some_mutants
from tests.contract.readers import models_accept, native_accepts, schema_accepts

DOCUMENTS = Path(__file__).resolve().parents[2] / "psra_assets" / "rac" / "documents"
AUTHORED = sorted(DOCUMENTS.rglob("*.yaml"))
READERS = (native_accepts, models_accept, schema_accepts)
MUTANTS_PER_DOCUMENT = 20
CHANGES_PER_PLACE = 2


def _parts(document: Any) -> Iterator[tuple[Any, Callable[[Any], Any]]]:
    """Small documents that together have all the parts of a big one, each with the way to the part to change."""
    if document["kind"] == "agreement":
        small = {**document, "sources": {}, "parties": [], "notes": None, "quotas": None, "articles": None}
        for period in document["ruleset"]:
            for name, part in period["general"].items():
                yield {**small, "ruleset": [{"general": {name: part}}]}, lambda changed: changed["ruleset"]
        yield {**document, "ruleset": [{"general": {}}]}, lambda changed: changed
        return
    small = {**document, "sources": {}, "notes": None}
    for rule in document["rules"]:
        for criterion in (rule["criterion"] or {}).get("any", []):
            yield (
                {**small, "rules": [{**rule, "criterion": criterion}]},
                lambda changed: changed["rules"][0]["criterion"],
            )
        yield {**small, "rules": [{**rule, "criterion": None}]}, lambda changed: changed["rules"]
    yield {**document, "rules": []}, lambda changed: changed


def _disagreements(mutants: Iterator[tuple[str, Any]]) -> tuple[list[str], int, int]:
    """What the readers answer differently, how many documents all accept and how many all refuse."""
    different, accepted, refused = [], 0, 0
    for name, mutant in mutants:
        text = json.dumps(mutant).encode()
        answers = [accepts(text) for accepts in READERS]
        if len(set(answers)) > 1:
            different.append("{}: native {}, models {}, schema {}".format(name, *answers))
        accepted += all(answers)
        refused += not any(answers)
    return different, accepted, refused


@pytest.mark.parametrize("path", AUTHORED, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_readers_agree_on_authored_documents_and_their_mutants(path: Path) -> None:
    document = read(path)
    assert all(accepts(json.dumps(document).encode()) for accepts in READERS)
    draw = random.Random(f"{path.parent.name}/{path.name}")
    different, accepted, refused = _disagreements(some_mutants(document, MUTANTS_PER_DOCUMENT, draw))
    assert different == []
    assert accepted + refused == MUTANTS_PER_DOCUMENT
    assert refused > MUTANTS_PER_DOCUMENT // 3, "the mutations are too tame to prove anything"


@pytest.mark.parametrize("path", every_construct_files(), ids=lambda path: path.stem)
def test_the_readers_agree_on_every_construct_changed_at_every_place(path: Path) -> None:
    all_accepted, all_refused = 0, 0
    for n, (part, inside) in enumerate(_parts(read(path))):
        assert all(accepts(json.dumps(part).encode()) for accepts in READERS)
        different, accepted, refused = _disagreements(all_mutants(part, inside, CHANGES_PER_PLACE, random.Random(n)))
        assert different == []
        all_accepted += accepted
        all_refused += refused
    assert all_refused > all_accepted > 100
