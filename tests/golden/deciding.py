"""A golden case decided, and compared with what the law makes of it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from tests.golden.suite import Law, Turn

if TYPE_CHECKING:
    from psra_native import RuleBook


def load(documents: Iterable[tuple[str, bytes]]) -> RuleBook:
    """A rule book of documents."""
    import psra_native

    return psra_native.RuleBook.load(list(documents))


OUT_OF_FORCE: dict[str, Any] = {
    "verdict": "out_of_force",
    "rules": [],
    "alternatives": [],
    "missing_facts": [],
    "blocks_on_proof": [],
}
"""What stands for the result where the agreement is not in force on the day."""


def decide(turn: Turn, book: RuleBook) -> dict[str, Any]:
    """The result of a case under its one agreement."""
    answer = json.loads(book.evaluate(json.dumps(turn.case).encode(), turn.case["as_of"]))
    assert answer.get("error") is None, answer["error"]
    (result,) = answer["results"]
    if (error := result.get("error")) is not None:
        assert error["code"] == "ENG322", error
        return OUT_OF_FORCE
    return dict(result)


def outcome(alternative: dict[str, Any]) -> str:
    """The outcome of an alternative, with the crutch of tolerance named."""
    if alternative["tolerance_used"] and alternative["outcome"] == "met":
        return "met_by_tolerance"
    return str(alternative["outcome"])


def row_of(law: Law, result: dict[str, Any]) -> str:
    """The cited row; where none is cited (the publisher prints its ranges in its own way), the one that applied."""
    return law.row or (result["rules"][0]["id"] if len(result["rules"]) == 1 else "")


def differences(law: Law, turn: Turn, result: dict[str, Any]) -> list[str]:
    """What the answer makes of the case that the law does not; nothing where they agree."""
    found = []
    seen = {alternative["id"]: outcome(alternative) for alternative in result["alternatives"]}
    row = row_of(law, result)
    missing = sorted({fact["pointer"] for fact in result["missing_facts"] if fact["pointer"] is not None})
    rows = {rule["id"] for rule in result["rules"]}
    observed: dict[str, Any] = {
        "verdict": result["verdict"],
        "outcomes": [value for key, value in seen.items() if key.rpartition("#")[0] == row],
        "alternatives": {key: seen.get(key) for key in turn.expect.get("alternatives", {})},
        "missing": missing,
        "missing_kinds": sorted({fact["kind"] for fact in result["missing_facts"]}),
        "blocks": sorted(note["code"] for note in result["blocks_on_proof"]),
    }
    expected = dict(turn.expect)
    for name in ("missing", "missing_kinds", "blocks"):
        if name in expected:
            expected[name] = sorted(expected[name])
    if expected["verdict"] != "undetermined" and "missing" not in expected:
        # A settled verdict asks for nothing.
        expected["missing"] = []
    wanted_rows = {key.rpartition("#")[0] for key in expected.get("alternatives", {}) if ":sets#" not in key}
    if "outcomes" in expected:
        wanted_rows.add(row)
    if wanted_rows and rows != wanted_rows:
        found.append(f"rows: the law says {sorted(wanted_rows)}, the answer {sorted(rows)}")
    for name, wanted in expected.items():
        if observed[name] != wanted:
            found.append(f"{name}: the law says {wanted!r}, the answer {observed[name]!r}")
    return found
