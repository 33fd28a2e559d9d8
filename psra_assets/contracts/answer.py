"""An answer: verdicts with everything that led to them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any

from pydantic import ConfigDict, Field

from psra_assets.contracts.base import Contract


class Verdict(StrEnum):
    """Three-valued: the engine never guesses."""

    ORIGINATING = "originating"
    NON_ORIGINATING = "non_originating"
    UNDETERMINED = "undetermined"


class MissingFactKind(StrEnum):
    """What is missing: a fact of the case, its classification, a rule or an agreement."""

    FACT = "fact"
    CLASSIFICATION = "classification"
    RULE = "rule"
    AGREEMENT = "agreement"


class Outcome(StrEnum):
    """Outcome of one alternative or measure."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


class AnswerPart(Contract):
    """A part of an answer. The engine may say more than is promised here, so further keys are kept."""

    model_config = ConfigDict(frozen=True, extra="allow")


class MissingFact(AnswerPart):
    """A fact that would settle the verdict, where it belongs in the case, and the question to ask.

    ``choices`` are the words of a vocabulary, or the codes, among which the answer is.
    """

    kind: MissingFactKind
    pointer: str | None
    reason: str
    ask: str
    choices: tuple[str, ...] = ()


class Margin(AnswerPart):
    """How far each number may move by itself before a share of a price meets its limit; exact fractions."""

    price_down_to: str | None = None
    price_up_to: str | None = None
    value_up_by: str | None = None
    value_down_by: str | None = None
    currency_factor: str | None = None


class Measure(AnswerPart):
    """One criterion's measurement; ``value_fraction`` is exact, ``value_pct`` for display."""

    criterion: str
    outcome: Outcome
    failing_materials: tuple[str, ...] | None = None
    basis: str | None = None
    value_fraction: str | None = None
    value_pct: str | None = None
    limit_pct: str | None = None
    margin: Margin | None = None


class Alternative(AnswerPart):
    """One alternative of a rule, which the exporter may choose."""

    id: str
    outcome: Outcome
    tolerance_used: bool = False
    measures: tuple[Measure, ...] = ()


class AppliedRule(AnswerPart):
    """A rule that bears on the product: its id, digest, words and source."""

    id: str
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    text: str | None = None
    source: dict[str, Any] = Field(default_factory=dict)


class AnswerError(AnswerPart):
    """Why a case or an agreement could not be decided."""

    code: str
    message: str
    pointer: str | None = None


class Result(AnswerPart):
    """The decision under one agreement; ``error`` stands in place of a verdict.

    ``ranking`` names all alternatives, those that need least first. ``missing_facts`` has the cheapest facts first;
    ``settled_by`` the places of the fewest that would lead to each verdict.
    """

    agreement: str
    verdict: Verdict | None = None
    error: AnswerError | None = None
    rules: tuple[AppliedRule, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    ranking: tuple[str, ...] = ()
    missing_facts: tuple[MissingFact, ...] = ()
    settled_by: dict[Verdict, tuple[str | None, ...]] | None = None
    assumptions: tuple[Any, ...] = ()
    blocks_on_proof: tuple[Any, ...] = ()
    proof: dict[str, Any] = Field(default_factory=dict)


class Answer(AnswerPart):
    """The answer to one case; ``case_sha256`` is over the case's RFC 8785 form."""

    case_id: str | None = None
    engine: str | None = None
    as_of: date | None = None
    case_sha256: str | None = None
    results: tuple[Result, ...] = ()
    error: AnswerError | None = None
