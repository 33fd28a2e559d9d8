"""How sets, packaging, accessories, neutral elements, stocks and prices are treated (origin.md A.2.3, A.10 to A.13)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field
from typing_extensions import TypeAliasType

from psra_assets.contracts.rule.criteria import ChapterLimit
from psra_assets.contracts.rule.meanings import Meanings
from psra_assets.contracts.rule.scope import Basis, CodeRange, Pct
from psra_assets.contracts.rule.source import Sourced
from psra_assets.contracts.rule.words import ConditionWord

InClassification = TypeAliasType(
    "InClassification",
    Annotated[
        Literal["ignored", "considered", "part_of_unit"],
        Meanings(
            ignored="left out of a change of classification",
            considered="has to satisfy the change of classification as a material",
            part_of_unit="one with the product, with its materials",
        ),
    ],
)
InValue = TypeAliasType(
    "InValue",
    Annotated[
        Literal["counted", "ignored"],
        Meanings(counted="its value counts as originating or not", ignored="its value is left out"),
    ],
)


class Sets(Sourced):
    """Tolerance for components of sets."""

    model_config = ConfigDict(title="sets")

    pct: Pct = Field(description="Greatest share of all non-originating components, in percent of the basis.")
    basis: Basis = Field(default="EXW", description="Price of the set that the share is measured on.")
    limits: tuple[ChapterLimit, ...] = Field(
        default=(), description="Further limits for components of some chapters, each under its own."
    )
    least_originating: int | None = Field(
        default=None, ge=1, le=1000, description="Least number of originating components."
    )
    or_packaging: bool = Field(
        default=False, description="Whether all packaging originating suffices in place of `least_originating`."
    )
    gir: tuple[
        Annotated[
            Literal["gir_3a", "gir_3b", "gir_3c"],
            Meanings(
                gir_3a="sets classified by the most specific heading",
                gir_3b="sets classified by essential character",
                gir_3c="sets classified by the last heading in numerical order",
            ),
        ],
        ...,
    ] = Field(default=(), description="General interpretative rules by which the set is classified; none named: any.")


class Packaging(Sourced):
    """Retail packaging in the two kinds of test."""

    model_config = ConfigDict(title="packaging")

    retail_in_ctc: InClassification = Field(description="In a change of classification.")
    retail_in_value: InValue = Field(default="counted", description="In a test of value.")
    condition: ConditionWord | None = Field(default=None, description="Condition on the treatment.")


class Accessories(Sourced):
    """Accessories, spare parts and tools in the two kinds of test."""

    model_config = ConfigDict(title="accessories")

    in_ctc: InClassification = Field(description="In a change of classification.")
    in_value: InValue = Field(default="counted", description="In a test of value.")
    condition: ConditionWord | None = Field(default=None, description="Condition on the treatment.")


class NeutralElements(Sourced):
    """Energy, plant, tools and whatever else is not to enter the product (origin.md A.12)."""

    model_config = ConfigDict(title="neutral elements")

    rule: Annotated[
        Literal["ignored"], Meanings(ignored="their origin is not determined, their value does not count")
    ] = Field(description="How they are treated.")


class AccountingSegregation(Sourced):
    """Whether fungible stocks may be kept apart in the books only (origin.md A.13)."""

    model_config = ConfigDict(title="accounting segregation")

    materials: bool = Field(description="Whether it is allowed for materials.")
    finished_goods: tuple[CodeRange, ...] = Field(
        default=(), description="Fungible finished goods for which it is allowed before export."
    )
    authorisation: bool = Field(default=False, description="Whether customs has to authorise it.")
    cost_difficulty: bool = Field(
        default=False, description="Whether physical segregation has to cause considerable cost or difficulty."
    )
    methods: tuple[
        Annotated[
            Literal["fifo", "lifo", "average", "proportional"],
            Meanings(
                fifo="first in, first out",
                lifo="last in, first out",
                average="share of originating stock at the time",
                proportional="share of originating receipts of the period",
            ),
        ],
        ...,
    ] = Field(default=(), description="Methods that the agreement names; none named: any recognised one.")


class Valuation(Sourced):
    """Whether average prices may stand for those of the single product (origin.md A.2.3)."""

    model_config = ConfigDict(title="valuation")

    averaging: Annotated[
        Literal["none", "weighted_average", "authorised"],
        Meanings(
            none="each product by its own price and materials",
            weighted_average="materials may be valued at a weighted average",
            authorised="averages over a period, if customs authorises it",
        ),
    ] = Field(description="Which averages are allowed.")
    least_months: int | None = Field(default=None, ge=1, le=60, description="Shortest period of an average, in months.")


class PriceBases(Sourced):
    """Price bases that the agreement defines."""

    model_config = ConfigDict(title="price bases")

    known: tuple[Basis, ...] = Field(min_length=1, description="Bases that a rule of the agreement may use.")
