"""Rules as a person reads them."""

from __future__ import annotations

from typing import Any

import pytest
from rich.console import Console

from psra.cli import law

TEXT = "CTH.\n\nMAXNOM 50 % (EXW)"
RULE: dict[str, Any] = {
    "id": "gb-x:hs2017:3926~1",
    "heading": "3926",
    "from": "392610",
    "to": "392690",
    "row": "whole",
    "state": "compiled",
    "valid_from": "2027-01-01",
    "text": TEXT,
    "criterion": {
        "any": [
            {"type": "CTH", "except": {"codes": ["3901"]}, "source": {"id": "list", "locator": "/a", "span": [0, 3]}},
            {"type": "MaxNOM", "pct": "50", "basis": "EXW", "source": {"id": "list", "locator": "/b", "span": [6, 23]}},
        ]
    },
    "source": {"id": "list", "locator": "/rule_sets/1", "instrument": "A list", "verified": False},
}


def shown(monkeypatch: pytest.MonkeyPatch, rule: dict[str, Any], width: int) -> str:
    console = Console(width=width, record=True, force_terminal=False)
    monkeypatch.setattr(law, "out", console)
    law.print_rules([rule])
    return console.export_text()


def test_words_tree_and_sources_stand_side_by_side(monkeypatch: pytest.MonkeyPatch) -> None:
    text = shown(monkeypatch, RULE, 140)
    head = next(line for line in text.splitlines() if "words" in line)
    assert head.split()[1:4] == ["words", "tree", "sources"]
    for part in ("CTH except (codes 3901)", "“MAXNOM 50 % (EXW)”", "A list", "not verified", "leaf: list /b"):
        assert part in text
    assert "3926 (392610-392690) · whole · compiled · 2027-01-01 to …" in text


def test_on_a_narrow_terminal_they_stand_below_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    text = shown(monkeypatch, RULE, 60)
    assert text.index("words") < text.index("tree") < text.index("sources")


def test_an_authored_rule_is_said_in_canonical_english(monkeypatch: pytest.MonkeyPatch) -> None:
    text = " ".join(shown(monkeypatch, {**RULE, "text": None}, 300).split())
    assert "does not exceed 50 % of the ex-works price" in text


def test_a_quarantined_rule_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    rule = {**RULE, "state": "quarantined", "criterion": None, "reason": "a list that breaks off [x]"}
    assert "quarantined: a list that breaks off [x]" in shown(monkeypatch, rule, 140)
