"""A vector decided, and compared with what the law makes of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.golden.deciding import OUT_OF_FORCE, outcome
from tests.vectors.suite import Law, Vector

if TYPE_CHECKING:
    from psra_native import RuleBook


def decide(vector: Vector, book: RuleBook) -> dict[str, Any]:
    """The result of a case under its one agreement."""
    answer = json.loads(book.evaluate(json.dumps(vector.case).encode(), vector.case["as_of"]))
    assert answer.get("error") is None, (vector.id, answer["error"])
    (result,) = answer["results"]
    if (error := result.get("error")) is not None:
        assert error["code"] == "ENG322", (vector.id, error)
        return OUT_OF_FORCE
    return dict(result)


def outcomes(law: Law, result: dict[str, Any]) -> tuple[str, ...]:
    """The outcomes of the alternatives of the cited row in their order, or of all where no row is cited by its id."""
    row, _, _ = str(law.cites.get("rule", "")).partition("#")
    found = []
    for item in result["alternatives"]:
        name, _, number = item["id"].rpartition("#")
        if not row or name == row:
            found.append((name, int(number), outcome(item)))
    return tuple(value for _, _, value in sorted(found))


def differences(law: Law, vector: Vector, result: dict[str, Any]) -> list[str]:
    """What the answer makes of a case that the law does not; nothing where they agree."""
    expect = vector.expect
    found = []
    if result["verdict"] != expect.verdict:
        found.append(f"the law says {expect.verdict}, the answer {result['verdict']}")
    if expect.outcomes and (seen := outcomes(law, result)) != expect.outcomes:
        found.append(f"alternatives: the law says {expect.outcomes}, the answer {seen}")
    missing = {fact["pointer"] or fact["kind"] for fact in result["missing_facts"]}
    missing |= {fact["kind"] for fact in result["missing_facts"]}
    if absent := [name for name in expect.missing if name not in missing]:
        found.append(f"missing facts: the law asks for {absent}, the answer for {sorted(missing)}")
    pointers = {fact["pointer"] for fact in result["missing_facts"]}
    if expect.only and pointers != set(expect.missing):
        found.append(
            f"missing facts: the law asks for {expect.missing} only, the answer for {sorted(map(str, pointers))}"
        )
    if not expect.missing and result["missing_facts"]:
        found.append(f"a settled verdict asks for nothing, the answer for {sorted(missing)}")
    blocks = {note["code"] for note in result["blocks_on_proof"]}
    if unsaid := [code for code in expect.blocks if (code.lstrip("~") in blocks) is code.startswith("~")]:
        found.append(f"conditions on the proof: the law has {unsaid}, the answer {sorted(blocks)}")
    return [f"{vector.id}: {difference}" for difference in found]
