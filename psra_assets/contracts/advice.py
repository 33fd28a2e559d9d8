"""Advice on a case: what would make the product originate, what would cost it its origin, what would settle it."""

from __future__ import annotations

from datetime import date

from psra_assets.contracts.answer import AnswerError, AnswerPart, MissingFact, Verdict


class Change(AnswerPart):
    """One thing that would be otherwise; ``change`` is its kind, ``text`` says it in a sentence.

    Of a price, ``amount`` is the bound in whole cents on the side that turns the verdict, ``amount_fraction`` exact.
    """

    change: str
    text: str
    pointer: str | None = None
    material: str | None = None
    process: str | None = None
    bound: str | None = None
    amount: str | None = None
    amount_fraction: str | None = None
    currency: str | None = None


class ChangeSet(AnswerPart):
    """Changes that together turn the verdict; no smaller part of them does."""

    changes: tuple[Change, ...]


class Searched(AnswerPart):
    """Sets of changes, fewest first. All sets of at most ``complete_to_size`` members were looked at.

    ``possible`` is false where nothing that is advised on would turn the verdict, null where the bound left that open.
    """

    sets: tuple[ChangeSet, ...]
    possible: bool | None
    candidates: int
    complete_to_size: int
    decisions_bound: int


class Bound(AnswerPart):
    """How far a number of the case may move before the verdict turns, the others staying as they are."""

    pointer: str
    bound: str
    amount: str
    amount_fraction: str
    currency: str
    material: str | None = None


class Settling(AnswerPart):
    """A verdict that the missing facts can lead to, with the smallest sets of facts, the cheapest to obtain first."""

    verdict: Verdict
    facts: tuple[tuple[MissingFact, ...], ...]


class Settled(AnswerPart):
    """What would settle an undetermined verdict; ``complete`` is false where the search met its bound."""

    settled_by: tuple[Settling, ...]
    facts_tried: int
    facts_not_tried: int
    complete: bool


class AgreementAdvice(AnswerPart):
    """Advice under one agreement: ``turned_by`` unless it originates, else ``broken_by`` and ``holds_while``."""

    agreement: str
    verdict: Verdict | None = None
    error: AnswerError | None = None
    turned_by: Searched | None = None
    settled: Settled | None = None
    broken_by: Searched | None = None
    holds_while: tuple[Bound, ...] | None = None


class Advice(AnswerPart):
    """Advice on one case; each set of changes was decided by the engine itself."""

    case_id: str | None = None
    engine: str | None = None
    as_of: date | None = None
    case_sha256: str | None = None
    results: tuple[AgreementAdvice, ...] = ()
    error: AnswerError | None = None
