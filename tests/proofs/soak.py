"""The long runs, `make proof-soak`: random cases on which engine and checker must agree, and changed proofs.

`python -m tests.proofs.soak --cases 100000 --mutants 10000 [FOLDER of documents…]`
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from psra.proof_checker.check import Refused, check
from psra.proof_checker.law import NotCheckable
from tests.proofs.lawbooks import Lawbook
from tests.proofs.mutants import mutant


def outcomes(law: Lawbook, count: int, seed: int) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """What the checker makes of the engine's answers to random cases: a word, the case and the answer."""
    source = law.source(seed)
    for _ in range(count):
        case = source.case()
        answer = law.answer(case)
        if "error" in answer:
            yield f"case error {answer['error']['code']}", case, answer
            continue
        try:
            (found,) = check(answer, case, law.checker)
            yield str(found.get("verdict", f"agreement error {found.get('error')}")), case, answer
        except NotCheckable as reason:
            yield f"not checkable: {reason}", case, answer
        except Refused as refused:
            yield f"DISAGREEMENT {refused}", case, answer


def mutants(law: Lawbook, count: int, seed: int) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Proofs with one change each: the reason why it is refused, or nothing where the change went unnoticed."""
    draw, done = random.Random(seed), 0
    for word, case, answer in outcomes(law, count * 2, seed):
        if done == count:
            return
        if word not in {"originating", "non_originating", "undetermined"}:
            continue
        done += 1
        result, path, kind = mutant(answer["results"][0], draw)
        place = f"{kind} at /{'/'.join(map(str, path))}"
        try:
            check({**answer, "results": [result]}, case, law.checker)
            yield "", place, case
        except Refused as refused:
            yield refused.code, place, case


def main() -> int:
    """Run, report, and fail on any disagreement or unnoticed change."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--mutants", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("folders", nargs="*", type=Path)
    given = parser.parse_args()
    laws = [Lawbook.authored(), *(Lawbook.of(folder) for folder in given.folders)]
    bad = 0
    for law in laws:
        started, seen = time.monotonic(), Counter[str]()
        for word, case, _ in outcomes(law, given.cases // len(laws), given.seed):
            seen[word.partition(" at ")[0]] += 1
            if word.startswith("DISAGREEMENT"):
                bad += 1
                print(word[:300], json.dumps(case)[:2000])
        print(f"{sum(seen.values())} cases in {time.monotonic() - started:.0f} s:", dict(seen.most_common()))
        reasons = Counter[str]()
        for code, place, case in mutants(law, given.mutants // len(laws), given.seed + 1):
            reasons[code or "UNNOTICED"] += 1
            if not code:
                bad += 1
                print("UNNOTICED", place, json.dumps(case)[:2000])
        print(f"{sum(reasons.values())} changed proofs:", dict(reasons.most_common()))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
