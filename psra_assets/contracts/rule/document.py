"""A document of product-specific rules: the rows of one agreement's list."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from psra_assets.contracts.base import Contract
from psra_assets.contracts.hs import Hs6, HsEdition
from psra_assets.contracts.rule.agreement import AgreementDocument, AgreementId
from psra_assets.contracts.rule.criteria import Node
from psra_assets.contracts.rule.scope import Word
from psra_assets.contracts.rule.source import Source, SourceRef

RuleId = Annotated[
    str, Field(pattern=r"^[a-z0-9-]+:hs[0-9]{4}:[^~\s]+~[1-9][0-9]*$", examples=["gb-eu:hs2017:3901-3915~1"])
]


class Guard(Contract):
    """When and for whom a rule holds. Dates are inclusive; ``direction`` is the publisher's."""

    valid_from: date | None = None
    valid_to: date | None = None
    direction: Literal["import", "export"] | None = None
    quota: str | None = None
    countries: tuple[str, ...] | None = None


class Rule(Contract):
    """One row of the list, for an inclusive range of six-digit codes."""

    id: RuleId
    heading: str
    from_: Hs6 = Field(alias="from")
    to: Hs6
    row: Literal["whole", "described", "residual"]
    applies_to: tuple[Word, ...] = ()
    guard: Guard | None = None
    state: Literal["compiled", "attested", "quarantined"]
    reason: str | None = None
    criterion: Node | None
    text: str | None = None
    source: SourceRef
    notes: tuple[str, ...] | None = None


class RulesDocument(Contract):
    """Product-specific rules of one agreement, as one publisher prints them."""

    rac: Literal["2.0"]
    kind: Literal["rules"]
    agreement: AgreementId
    publisher: str
    hs_edition: HsEdition
    printed_edition: HsEdition | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    sources: dict[str, Source]
    rules: tuple[Rule, ...]


Document = Annotated[RulesDocument | AgreementDocument, Field(discriminator="kind")]
