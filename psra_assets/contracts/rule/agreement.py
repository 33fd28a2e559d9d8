"""A document of general rules: what an agreement grants beside its list, by date (origin.md A.5 to A.18)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field
from typing_extensions import TypeAliasType

from psra_assets.contracts.base import Contract
from psra_assets.contracts.hs import HsEdition
from psra_assets.contracts.rule.day import Day
from psra_assets.contracts.rule.general import GeneralRules
from psra_assets.contracts.rule.note import Note
from psra_assets.contracts.rule.scope import CodeRange
from psra_assets.contracts.rule.source import Sha256, Source, Sourced

AgreementId = TypeAliasType(
    "AgreementId", Annotated[str, Field(pattern=r"^[a-z0-9-]+$", examples=["eu-gb", "gb-japan"])]
)


class Period(Contract):
    """General rules with the days on which they hold, both inclusive."""

    model_config = ConfigDict(title="a period")

    valid_from: Day | None = Field(default=None, description="First day on which these general rules hold.")
    valid_to: Day | None = Field(default=None, description="Last day on which these general rules hold.")
    general: GeneralRules = Field(description="General rules of the period.")


class PartyDefinition(Contract):
    """A party of the agreement and, for a union, its members."""

    model_config = ConfigDict(title="a party")

    code: str = Field(pattern=r"^[A-Z]{2}$", description="Two capital letters.", examples=["EU", "GB"])
    name: str = Field(description="Name of the party.")
    members: tuple[Annotated[str, Field(pattern=r"^[A-Z]{2}$", description="Two capital letters.")], ...] = Field(
        default=(), description="Members of a union or territories that count as the party."
    )


class Article(Sourced):
    """An article of the agreement that rules and general rules cite."""

    model_config = ConfigDict(title="an article")

    title: str = Field(min_length=1, description="What the article is about.")
    words_sha256: Sha256 | None = Field(default=None, description="Digest of the article's published words.")


class Quota(Sourced):
    """A quota that rules are bound to (origin.md A.2.9)."""

    model_config = ConfigDict(title="a quota")

    title: str = Field(min_length=1, description="Goods of the quota.")
    amount: str | None = Field(
        default=None, pattern=r"^[0-9]+(\.[0-9]+)?$", description="Quantity a year, a decimal string."
    )
    unit: str | None = Field(default=None, description="Unit of the quantity.", examples=["t"])
    valid_from: Day | None = Field(default=None, description="First day of the quota.")
    valid_to: Day | None = Field(default=None, description="Last day of the quota.")
    chapters: tuple[CodeRange, ...] | None = Field(default=None, description="Products of the quota.")


class AgreementDocument(Contract):
    """General rules of one agreement."""

    model_config = ConfigDict(title="a document of general rules")

    rac: Literal["2.0"] = Field(description="Version of the format.")
    kind: Literal["agreement"] = Field(description="Kind of document: general rules.")
    agreement: AgreementId = Field(description="Agreement whose general rules these are.")
    title: str = Field(description="Name of the agreement.")
    publisher: str = Field(description="Who published the words; `psra`: authored here.")
    hs_edition: HsEdition = Field(description="Edition of the HS that the agreement's list is written in.")
    sources: dict[str, Source] = Field(description="Legal texts by the id that references name.")
    articles: dict[str, Article] | None = Field(default=None, description="Articles by the id that references name.")
    notes: dict[str, Note] | None = Field(default=None, description="Notes of the agreement by their id.")
    quotas: dict[str, Quota] | None = Field(default=None, description="Quotas by the id that guards name.")
    parties: tuple[PartyDefinition, ...] = Field(description="Parties of the agreement.")
    valid_from: Day | None = Field(default=None, description="First day on which the agreement is applied.")
    valid_to: Day | None = Field(default=None, description="Last day on which the agreement is applied.")
    ruleset: tuple[Period, ...] = Field(description="General rules by period; periods do not overlap.")
