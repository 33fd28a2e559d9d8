"""One format, two readers: the typed models (and the schema made from them) and the native validator agree."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psra_native
import pytest
from pydantic import TypeAdapter, ValidationError

from psra_assets.contracts.rule import Document

DOCUMENTS = Path(__file__).resolve().parents[2] / "psra_assets" / "rac" / "documents"
ADAPTER: TypeAdapter[Any] = TypeAdapter(Document)
MUTANTS_PER_DOCUMENT = 60
STRANGE: list[Any] = [None, True, 0, -1, 1.5, "", "x", "50", "100.5", "2026-02-30", "9999", [], {}, ["x"], {"x": 1}]


def _authored() -> list[Path]:
    return sorted(DOCUMENTS.rglob("*.yaml"))


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every (container, key) of a document."""
    keys = value.keys() if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in list(keys):
        yield value, key
        yield from _places(value[key])


def _mutants(document: Any, seed: int) -> Iterator[tuple[str, Any]]:
    """Documents with one change each: a key dropped, renamed or added, a value replaced."""
    draw = random.Random(seed)
    for _ in range(MUTANTS_PER_DOCUMENT):
        mutant = copy.deepcopy(document)
        container, key = draw.choice(list(_places(mutant)))
        kind = draw.choice(["drop", "rename", "add", "replace", "replace"])
        if kind == "drop":
            del container[key]
        elif kind == "rename" and isinstance(container, dict):
            container[f"{key}x"] = container.pop(key)
        elif kind == "add" and isinstance(container, dict):
            container["surprise"] = 1
        else:
            container[key] = draw.choice(STRANGE)
        yield f"{kind} {key}", mutant


def _native_accepts(text: bytes) -> bool:
    return not [found for found in psra_native.validate("d.json", text) if found.code < "RAC200"]


def _models_accept(text: bytes) -> bool:
    try:
        ADAPTER.validate_json(text, strict=True)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize("path", _authored(), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_both_readers_agree_on_mutated_documents(path: Path) -> None:
    document = json.loads(psra_native.to_canonical_json(str(path), path.read_bytes()))
    assert _models_accept(json.dumps(document).encode())
    disagreements = []
    refused = 0
    for name, mutant in _mutants(document, seed=len(path.parent.name) * 1000 + int(path.stem == "agreement")):
        text = json.dumps(mutant).encode()
        native, models = _native_accepts(text), _models_accept(text)
        refused += not native
        if native != models:
            disagreements.append(f"{name}: native {native}, models {models}")
    assert not disagreements
    assert refused > MUTANTS_PER_DOCUMENT // 3, "the mutations are too tame to prove anything"
