"""Deciding a portfolio: cases and a rule book in, rows of ``app.determinations`` out. No I/O."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson

if TYPE_CHECKING:
    from psra_native import RuleBook


class Determination(NamedTuple):
    """One decision: a case under one agreement. The fields are columns of ``app.determinations``."""

    case_id: str | None
    agreement_id: str
    verdict: str
    as_of: str
    case_document: str
    case_sha256: str
    answer: str
    answer_sha256: str
    engine: str


class Decided(NamedTuple):
    """What came of a portfolio."""

    determinations: list[Determination]
    errors: list[str]

    @property
    def verdicts(self) -> Counter[str]:
        """Decisions by verdict."""
        return Counter(row.verdict for row in self.determinations)

    def by_agreement(self) -> dict[str, Counter[str]]:
        """Decisions by agreement and verdict."""
        counts: dict[str, Counter[str]] = {}
        for row in self.determinations:
            counts.setdefault(row.agreement_id, Counter())[row.verdict] += 1
        return dict(sorted(counts.items()))


def decide(book: RuleBook, cases: Iterable[bytes], *, as_of: date) -> Decided:
    """Decide each case under every agreement that it names, or that is in force between its parties.

    A case or an agreement that cannot be decided is among the errors, with code and pointer; it never stops the rest.
    """
    determinations: list[Determination] = []
    errors: list[str] = []
    for case in cases:
        data = book.evaluate(case, as_of.isoformat())
        answer = orjson.loads(data)
        if error := answer.get("error"):
            errors.append(_text(answer.get("case_id"), None, error))
            continue
        sha256 = hashlib.sha256(data).hexdigest()
        for result in answer["results"]:
            if error := result.get("error"):
                errors.append(_text(answer["case_id"], result["agreement"], error))
                continue
            determinations.append(
                Determination(
                    case_id=answer["case_id"],
                    agreement_id=result["agreement"],
                    verdict=result["verdict"],
                    as_of=answer["as_of"],
                    case_document=case.decode(),
                    case_sha256=answer["case_sha256"],
                    answer=data.decode(),
                    answer_sha256=sha256,
                    engine=answer["engine"],
                )
            )
    return Decided(determinations, errors)


def _text(case_id: str | None, agreement: str | None, error: dict[str, Any]) -> str:
    where = " under ".join(part for part in (case_id or "a case", agreement) if part)
    pointer = f" at {error['pointer']}" if error.get("pointer") else ""
    return f"{where}: {error['code']} {error['message']}{pointer}"
