"""A verdict replays byte for byte, however its rules were stored."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import psra_native

from tests.golden.suite import turns

ROOT = Path(__file__).resolve().parents[3]
DOCUMENTS = sorted((ROOT / "psra_assets" / "rac" / "documents").rglob("*.yaml"))


def _reversed(value: Any) -> Any:
    """The same value with the keys of every object in reverse."""
    if isinstance(value, dict):
        return {key: _reversed(value[key]) for key in reversed(list(value))}
    return [_reversed(item) for item in value] if isinstance(value, list) else value


def test_the_order_of_keys_in_stored_rules_changes_no_byte() -> None:
    authored = [(str(path), path.read_bytes()) for path in DOCUMENTS]
    stored = []
    for path, content in authored:
        document = json.loads(psra_native.to_canonical_json(path, content))
        stored.append((f"{path}.json", json.dumps(_reversed(document)).encode()))
    books = psra_native.RuleBook.load(authored), psra_native.RuleBook.load(stored)
    cases = [json.dumps(turn.case).encode() for _, turn in turns("eu-gb")]
    assert len(cases) > 50
    for case in cases:
        first, second = (book.evaluate(case, "2026-11-24") for book in books)
        assert first == second
