"""The independent checker: it agrees with the engine, notices every change, and shares nothing with the engine."""

from __future__ import annotations

import ast
import copy
import json
import random
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import psra.proof_checker
from psra.cli.proof import read_documents
from psra.proof_checker.check import Refused, check
from psra.proof_checker.law import Agreement, NotCheckable, digest, nested
from psra_assets.rac.authored import authored_files
from tests.golden.suite import AUTHORED, turns
from tests.proofs.lawbooks import Lawbook, book
from tests.proofs.mutants import forgeries
from tests.proofs.soak import mutants, outcomes
from tests.vectors.books import OURS, documents
from tests.vectors.suite import laws

CHECKER = sorted(Path(psra.proof_checker.__file__).parent.glob("*.py"))
OWN = {"psra.proof_checker", "rfc8785"}


@cache
def law() -> Lawbook:
    return Lawbook.authored()


def imported(path: Path) -> set[str]:
    """The modules that a file imports, by their first words."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        found |= {
            "psra.proof_checker" if name.startswith("psra.proof_checker") else name.split(".")[0] for name in names
        }
    return found


def test_the_checker_shares_no_code_with_the_engine() -> None:
    import sys

    for path in CHECKER:
        assert imported(path) <= OWN | set(sys.stdlib_module_names), path.name


def test_the_checker_stays_small_enough_to_be_read() -> None:
    """Every line counts: code, words and blanks."""
    assert sum(len(path.read_text().splitlines()) for path in CHECKER) < 600


@pytest.mark.parametrize("seed", range(4))
def test_engine_and_checker_agree_on_random_cases(seed: int) -> None:
    seen: dict[str, int] = {}
    for word, case, _ in outcomes(law(), 500, seed):
        assert not word.startswith("DISAGREEMENT"), (word, json.dumps(case))
        seen[word] = seen.get(word, 0) + 1
    assert min(seen[verdict] for verdict in ("originating", "non_originating", "undetermined")) > 30, seen
    assert sum(n for word, n in seen.items() if word.startswith("not checkable")) < 90, seen


@pytest.mark.parametrize("seed", range(2))
def test_every_change_of_a_proof_is_noticed(seed: int) -> None:
    found = list(mutants(law(), 250, 100 + seed))
    assert [(place, json.dumps(case)) for code, place, case in found if not code] == []
    assert len(found) == 250
    assert len({code for code, _, _ in found}) >= 5


CASE: dict[str, Any] = {
    "case_id": "c1",
    "agreements": ["eu-gb"],
    "as_of": "2026-11-24",
    "hs_edition": 2017,
    "product": {"hs_code": "391723", "ex_works_price": {"amount": "100.00", "currency": "EUR"}},
    "materials": [
        {
            "id": "L1",
            "hs_code": "391740",
            "value": {"amount": "50.00", "currency": "EUR"},
            "origin": {"status": "non_originating"},
        }
    ],
    "processes_complete": True,
    "operations": "beyond_insufficient",
}


@pytest.mark.parametrize(
    ("where", "value", "code"),
    [
        (("case_sha256",), "0" * 64, "CASE"),
        (("as_of",), "2026-11-25", "CASE"),
        (("results", 0, "verdict"), "non_originating", "VERDICT"),
        (("results", 0, "agreement"), "eu-jp", "AGREEMENT"),
        (("results", 0, "rules", 0, "sha256"), "0" * 64, "RULE"),
        (("results", 0, "alternatives", 1, "measures", 0, "value_fraction"), "49/100", "ALTERNATIVE"),
        (("results", 0, "proof", "general_rules_sha256"), "0" * 64, "RULE"),
        (("results", 0, "proof", "facts", "operations"), "insufficient_only", "FACT"),
        (("results", 0, "proof", "steps", 3, "result", 0, "counts_as"), "originating", "STEP"),
        (("results", 0, "proof", "engine"), "another", "ENGINE"),
        (("results", 0, "proof", "facts", "consignment"), {}, "FACT"),
        (("results", 0, "proof", "sha256"), "0" * 64, "DIGEST"),
        (("results", 0, "proof"), 1, "ANSWER"),
        (("results", 0), None, "ANSWER"),
        (("results",), [], "AGREEMENT"),
    ],
)
def test_a_change_is_refused_with_its_reason_and_place(where: tuple[Any, ...], value: Any, code: str) -> None:
    answer = law().answer(CASE)
    (checked,) = check(answer, CASE, law().checker)
    assert checked["verdict"] == "originating"
    changed: Any = copy.deepcopy(answer)
    holder = changed
    for step in where[:-1]:
        holder = holder[step]
    holder[where[-1]] = value
    with pytest.raises(Refused) as refused:
        check(changed, CASE, law().checker)
    assert refused.value.code == code
    place = "/" + "/".join(map(str, where))
    assert place.startswith(refused.value.pointer) or refused.value.pointer.startswith(place)


@pytest.mark.parametrize(
    "where", [("missing_facts",), ("assumptions",), ("ranking",), ("proof", "preferred"), ("rules", 0, "text")]
)
def test_what_only_explains_is_held_by_the_digest(where: tuple[Any, ...]) -> None:
    answer = copy.deepcopy(law().answer(CASE))
    holder: Any = answer["results"][0]
    for step in where[:-1]:
        holder = holder[step]
    holder[where[-1]] = "another"
    with pytest.raises(Refused, match="DIGEST at /results/0/proof/sha256"):
        check(answer, CASE, law().checker)


def resealed(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer with digests that fit what it says."""
    for result in answer["results"]:
        result["proof"].pop("sha256", None)
        result["proof"]["sha256"] = digest(result)
    return answer


@pytest.mark.parametrize("seed", range(2))
def test_a_forger_who_makes_the_digest_fit_is_caught_by_what_bears_on_the_verdict(seed: int) -> None:
    """Verdict, rules, alternatives with outcomes and shares, facts, and the result and inputs of every step."""
    draw, caught = random.Random(seed), Counter[str]()
    for word, case, answer in outcomes(law(), 400, seed + 10):
        if word not in {"originating", "non_originating", "undetermined"}:
            continue
        forged = copy.deepcopy(answer)
        place, change = draw.choice(list(forgeries(forged["results"][0])))
        change()
        with pytest.raises(Refused) as refused:
            check(resealed(forged), case, law().checker)
        assert refused.value.code != "DIGEST", place
        caught[refused.value.code] += 1
    assert caught.keys() >= {"VERDICT", "RULE", "ALTERNATIVE", "FACT", "STEP"}, caught


def test_another_case_or_another_law_refuses_the_proof() -> None:
    answer = law().answer(CASE)
    with pytest.raises(Refused, match="CASE at /case_sha256"):
        check(answer, {**CASE, "operations": None}, law().checker)
    altered = copy.deepcopy(law().checker)
    row = next(row for row in altered["eu-gb"].rows if row.id == answer["results"][0]["rules"][0]["id"])
    row.rule["criterion"]["any"][1]["pct"] = "49"
    with pytest.raises(Refused, match="RULE at /results/0/rules/0/sha256"):
        check(answer, CASE, altered)


def test_what_cannot_be_verified_is_not_passed() -> None:
    """A note that bears on the rule is beyond the checker: it says so."""
    answer, documents = law().answer(CASE), list(read_documents(authored_files()))
    for document in documents:
        for rule in document.get("rules") or ():
            if rule["id"] == answer["results"][0]["rules"][0]["id"]:
                document["notes"] = {"n": {"effect": "requires", "criterion": {"type": "CTH"}}}
                rule["notes"] = ["n"]
    with pytest.raises(NotCheckable, match="a note that"):
        check(answer, CASE, book(documents))


def changed_documents(change: Callable[[dict[str, Any]], Any]) -> dict[str, Agreement]:
    """The law with a change to each document of the agreement of the case."""
    documents = [document for document in read_documents(authored_files()) if document["agreement"] == "eu-gb"]
    for document in documents:
        change(document)
    return book(documents)


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("tolerance_scope", "all_nom"),
        ("maxnom_block_scope", "any_alternative"),
        ("within_group", {"rule": "forbidden"}),
        ("unheard_of", True),
    ],
)
def test_general_rules_that_the_checker_does_not_read_are_refused(part: str, value: Any) -> None:
    answer = law().answer(CASE)

    def change(document: dict[str, Any]) -> None:
        for period in document.get("ruleset") or ():
            period["general"][part] = value

    with pytest.raises(NotCheckable, match="unread general rules"):
        check(answer, CASE, changed_documents(change))


def test_what_the_format_may_come_to_say_is_not_overlooked() -> None:
    """A criterion with a member that the checker does not know is refused, whatever it means."""
    answer = law().answer(CASE)

    def change(document: dict[str, Any]) -> None:
        for rule in document.get("rules") or ():
            for leaf in nested(rule["criterion"]):
                if leaf.get("type") == "MaxNOM":
                    leaf["unheard_of"] = True

    with pytest.raises(NotCheckable, match="the criterion MaxNOM"):
        check(answer, CASE, changed_documents(change))


@cache
def lawbook(agreement: str) -> Lawbook:
    return Lawbook(documents(agreement, None))


def test_the_cases_of_the_law_have_proofs_that_hold() -> None:
    """Golden cases and vectors under the documents of this repository; few turn on what the checker does not read."""
    cases: list[tuple[str, dict[str, Any]]] = [(name, dict(turn.case)) for name in AUTHORED for _, turn in turns(name)]
    for name in (*AUTHORED, OURS):
        cases += [(name, dict(vector.case)) for found in laws(name) for vector in found.vectors]
    beyond = []
    for name, case in cases:
        answer = lawbook(name).answer(case)
        assert "results" in answer, (case, answer)
        try:
            check(answer, case, lawbook(name).checker)
        except NotCheckable as reason:
            beyond.append((name, str(reason)))
        except Refused as refused:
            pytest.fail(f"{case.get('case_id')}: {refused}: {json.dumps(case)}")
    assert len(cases) > 1000
    assert len([name for name, _ in beyond if name != OURS]) <= len(cases) // 16, Counter(beyond)
    assert len(beyond) <= len(cases) // 8, Counter(beyond)
