"""An answer against what the case and the rules alone come to: any difference refuses it, with a reason and a place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from psra.proof_checker.judge import Judge
from psra.proof_checker.law import Agreement, Doc, digest, within

NOT_COVERED = {"missing_facts", "settled_by", "assumptions", "blocks_on_proof", "components", "margin", "engine"}
NOT_COVERED |= {"proof_terms"}
"""Members of a result that a proof does not speak of: they explain, and change nothing."""
_REASONS = {
    "verdict": "VERDICT",
    "rules": "RULE",
    "alternatives": "ALTERNATIVE",
    "ranking": "ALTERNATIVE",
    "facts": "FACT",
}
_REASONS |= {"case_sha256": "CASE", "rules_sha256": "RULE", "general_rules_sha256": "RULE", "steps": "STEP"}


class Refused(Exception):
    """The proof does not hold: a code, the place in the answer, and what is wrong there."""

    def __init__(self, code: str, pointer: str, message: str) -> None:
        super().__init__(f"{code} at {pointer or '/'}: {message}")
        self.code, self.pointer = code, pointer


def book(documents: Iterable[Doc]) -> dict[str, Agreement]:
    """The agreements of RaC documents."""
    found = defaultdict[str, list[Doc]](list)
    for document in documents:
        found[document["agreement"]].append(document)
    return {name: Agreement(name, own) for name, own in found.items()}


def check(answer: Doc, case: Doc, agreements: dict[str, Agreement]) -> list[Doc]:
    """Verify an answer; raises ``Refused`` or ``NotCheckable``. Returns what was verified, result by result."""
    if not isinstance(answer.get("results"), list) or not all(isinstance(r, dict) for r in answer["results"]):
        raise Refused("ANSWER", "", "it decides nothing: there is no proof to check")
    expected = {
        "case_id": case.get("case_id"),
        "case_sha256": digest(case),
        "as_of": case.get("as_of", answer["as_of"]),
    }
    _compare(expected, {key: answer.get(key) for key in expected}, "", "CASE")
    named = case.get("agreements")
    if named is None:
        named = [name for name, found in sorted(agreements.items()) if _binds(found, case, answer["as_of"])]
    _compare(named, [result.get("agreement") for result in answer["results"]], "/results", "AGREEMENT")
    return [_checked(result, f"/results/{n}", answer, case, agreements) for n, result in enumerate(answer["results"])]


def _checked(result: Doc, at: str, answer: Doc, case: Doc, agreements: dict[str, Agreement]) -> Doc:
    name, day = result["agreement"], answer["as_of"]
    found = agreements.get(name)
    force = found is not None and (not found.frames or any(within(day, frame) for frame in found.frames))
    code = None if force else "ENG322" if found else "ENG321"
    _compare(code, (result.get("error") or {}).get("code"), f"{at}/error/code", "AGREEMENT")
    if found is None or not force:
        return {"agreement": name, "error": code}
    judge = Judge(case, found, day)
    try:
        judge.claims = dict(_claims(result))
    except (AttributeError, KeyError, TypeError):
        raise Refused("ANSWER", at, "it is not laid out as an answer is") from None
    expected = judge.decide()
    _compare(expected, result, at, "RESULT")
    engine = result["proof"].get("engine")
    _compare(answer.get("engine"), engine, f"{at}/proof/engine", "ENGINE")
    open_ = result["verdict"] == "undetermined"
    if open_ != bool(result.get("missing_facts")) and result["verdict"] != "non_originating":
        raise Refused("FACT", f"{at}/missing_facts", "an open verdict names what it needs, a proven one nothing")
    steps = [step["step"] for step in result["proof"]["steps"]]
    return {
        "agreement": name,
        "verdict": result["verdict"],
        "steps": steps,
        "alternatives": len(result["alternatives"]),
    }


def _claims(result: Doc) -> Iterator[tuple[tuple[str | None, str], list[str]]]:
    """Which intermediates each alternative claims to look into."""
    inner = (step["result"] for step in result["proof"]["steps"] if step["step"] == "intermediates")
    for name, tried in [
        (None, result["alternatives"]),
        *((n["id"], n["alternatives"]) for each in inner for n in each),
    ]:
        for a in tried:
            yield (name, a["id"]), a.get("intermediates_opened") or []


def _compare(expected: Any, found: Any, at: str, code: str) -> None:
    if isinstance(expected, dict) and isinstance(found, dict):
        for key in [*expected, *(key for key in found if key not in expected and key not in NOT_COVERED)]:
            inner, place = _REASONS.get(key, code), f"{at}/{key.replace('~', '~0').replace('/', '~1')}"
            if key not in found or key not in expected:
                raise Refused(inner, place, "it is missing" if key in expected else "nothing of that name belongs here")
            _compare(expected[key], found[key], place, inner)
    elif isinstance(expected, list) and isinstance(found, list):
        for n, (one, other) in enumerate(zip(expected, found, strict=False)):
            _compare(one, other, f"{at}/{n}", code)
        if len(expected) != len(found):
            raise Refused(code, at, f"{len(found)} entries stand here, {len(expected)} belong here")
    elif type(expected) is not type(found) or expected != found:
        raise Refused(code, at, f"{found!r} stands here; the case and the rules give {expected!r}")


def _binds(agreement: Agreement, case: Doc, day: str) -> bool:
    """Whether the agreement is in force between the two parties."""
    stated = [case.get("exporting_party"), case.get("importing_party")]
    frame = next((f for f in agreement.frames if within(day, f)), None)
    if not agreement.frames:
        words = [str(code).lower() for code in stated]
        return agreement.id in {"-".join(words), "-".join(words[::-1])}
    parties = [[p["code"], *(p.get("members") or ())] for p in (frame or {}).get("parties") or ()]
    sides = [next((n for n, party in enumerate(parties) if code in party), None) for code in stated]
    return None not in sides and sides[0] != sides[1]
