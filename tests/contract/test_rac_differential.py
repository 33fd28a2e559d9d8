"""Ten thousand damaged documents: the native verdict on schema validity is JSON Schema's, each time."""

from __future__ import annotations

import json
import random
from collections import Counter
from typing import Any

import jsonschema_rs
import psra_native
import pytest

from psra_assets.rac.authored import authored_files
from psra_assets.rac.schema import rac_schema
from tests.contract.constructs import every_construct_files, read
from tests.contract.mutants import places, some_mutants
from tests.contract.readers import schema_accepts

DOCUMENTS = 10_000
# jsonschema itself takes a hundred times as long as jsonschema-rs: it is asked about so many of them.
ASKED_TWICE = 200
_PEER = jsonschema_rs.validator_for(rac_schema(), validate_formats=True)


def _seeds() -> list[Any]:
    """Documents that use every construct, and one authored rule of each file."""
    seeds = [read(path) for path in every_construct_files()]
    for path, data in authored_files():
        document = json.loads(psra_native.to_canonical_json(path, data))
        if document["kind"] == "rules":
            seeds.append(document | {"rules": document["rules"][:1]})
    return seeds


def _peer_accepts(text: str) -> bool:
    try:
        return bool(_PEER.is_valid(json.loads(text, parse_float=_refuse)))
    except ValueError:
        return False


def _refuse(number: str) -> None:
    # That numbers have no fraction is a matter of RaC's syntax, not of its schema.
    raise ValueError(f"{number} is no whole number")


@pytest.mark.slow
def test_the_native_verdict_on_ten_thousand_damaged_documents_is_that_of_json_schema() -> None:
    draw = random.Random(20261124)
    seeds = _seeds()
    # A large document has more places to damage, so it is drawn more often.
    weights = [sum(1 for _ in places(seed)) for seed in seeds]
    share = Counter(draw.choices(range(len(seeds)), weights, k=DOCUMENTS))
    verdicts: Counter[bool] = Counter()
    codes: Counter[str] = Counter()
    for place, count in share.items():
        for what, mutant in some_mutants(seeds[place], count, draw):
            text = json.dumps(mutant, ensure_ascii=False)
            found = psra_native.validate_schema("d.json", text.encode())
            expected = _peer_accepts(text)
            assert (not found) == expected, f"{what}: {[str(item) for item in found[:3]]}"
            verdicts[expected] += 1
            codes.update({item.code for item in found})
            if draw.random() < ASKED_TWICE / DOCUMENTS:
                assert schema_accepts(text.encode()) == expected, what
    assert sum(verdicts.values()) == DOCUMENTS
    assert min(verdicts.values()) > DOCUMENTS / 50, verdicts
    assert {"RAC106", "RAC107", "RAC108", "RAC109", "RAC110"} <= set(codes)
