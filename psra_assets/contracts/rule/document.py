"""A document of product-specific rules: the rows of one agreement's list."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field
from typing_extensions import TypeAliasType

from psra_assets.contracts.base import Contract
from psra_assets.contracts.hs import Hs6, HsEdition
from psra_assets.contracts.rule.agreement import AgreementDocument, AgreementId
from psra_assets.contracts.rule.criteria import Node
from psra_assets.contracts.rule.day import Day
from psra_assets.contracts.rule.meanings import Meanings
from psra_assets.contracts.rule.note import Note
from psra_assets.contracts.rule.source import Source, SourceRef
from psra_assets.contracts.rule.words import TagWord

RuleId = TypeAliasType(
    "RuleId",
    Annotated[str, Field(pattern=r"^[a-z0-9-]+:hs[0-9]{4}:[!-}]+~[1-9][0-9]*$", examples=["gb-eu:hs2017:3901-3915~1"])],
)


class Guard(Contract):
    """When and for whom a rule holds. Dates are inclusive; ``direction`` is the publisher's."""

    model_config = ConfigDict(title="a guard")

    valid_from: Day | None = Field(default=None, description="First day on which the rule holds.")
    valid_to: Day | None = Field(default=None, description="Last day on which the rule holds.")
    direction: (
        Annotated[
            Literal["import", "export"],
            Meanings({"import": "only imports into the publisher's party", "export": "only exports from it"}),
        ]
        | None
    ) = Field(default=None, description="Direction of trade that the rule is limited to, as its publisher sees it.")
    quota: str | None = Field(
        default=None, description="Quota that the rule is bound to: a key of the agreement document's `quotas`."
    )
    countries: tuple[str, ...] | None = Field(
        default=None, description="Countries that the rule is limited to, two letters each."
    )


class Rule(Contract):
    """One row of the list, for an inclusive range of six-digit codes."""

    model_config = ConfigDict(title="a rule")

    id: RuleId = Field(
        description="`<agreement>:hs<edition>:<range>~<n>`, n from 1 among the rows that print the same range."
    )
    heading: str = Field(description="The range as printed.", examples=["ex 3907"])
    from_: Hs6 = Field(alias="from", description="First six-digit code of the range.")
    to: Hs6 = Field(description="Last six-digit code of the range.")
    row: Annotated[
        Literal["whole", "described", "residual"],
        Meanings(
            whole="all goods of the range",
            described="only goods that match `applies_to` (an `ex` row)",
            residual="goods that the described rows of the same codes leave over",
        ),
    ] = Field(description="Which goods of the range the row is about.")
    applies_to: tuple[TagWord, ...] = Field(
        default=(), description="Descriptions (vocabulary `tags`) that goods of a described row all have."
    )
    guard: Guard | None = Field(default=None, description="When and for whom the rule holds.")
    state: Annotated[
        Literal["compiled", "attested", "quarantined"],
        Meanings(
            compiled="read by the compiler from the publisher's words",
            attested="written or checked by a person",
            quarantined="not understood; never used for a verdict",
        ),
    ] = Field(description="How sure the rule is.")
    reason: str | None = Field(default=None, description="Why it is quarantined.")
    criterion: Node | None = Field(description="What has to hold; null only if quarantined.")
    text: str | None = Field(default=None, description="The publisher's words (compiled documents only).")
    source: SourceRef = Field(description="The place of the row; leaves without their own source have this one.")
    notes: tuple[str, ...] | None = Field(default=None, description="Ids of the notes that bear on the rule.")


class RulesDocument(Contract):
    """Product-specific rules of one agreement, as one publisher prints them."""

    model_config = ConfigDict(title="a document of rules")

    rac: Literal["2.0"] = Field(description="Version of the format.")
    kind: Literal["rules"] = Field(description="Kind of document: product-specific rules.")
    agreement: AgreementId = Field(description="Agreement whose list this is.")
    publisher: str = Field(description="Who published the words; `psra`: authored here.")
    hs_edition: HsEdition = Field(description="Edition of the HS that the agreement's list is written in.")
    printed_edition: HsEdition | None = Field(
        default=None, description="Edition in which the publisher prints the code ranges, if another."
    )
    valid_from: Day | None = Field(default=None, description="First day on which the document's rules hold.")
    valid_to: Day | None = Field(default=None, description="Last day on which the document's rules hold.")
    sources: dict[str, Source] = Field(description="Legal texts by the id that references name.")
    notes: dict[str, Note] | None = Field(default=None, description="Notes of the list by their id.")
    rules: tuple[Rule, ...] = Field(description="Rows, in the publisher's order.")


Document = Annotated[RulesDocument | AgreementDocument, Field(discriminator="kind")]
