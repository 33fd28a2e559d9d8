"""Cumulation: whose materials and whose production count as one's own (origin.md A.7)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field
from typing_extensions import TypeAliasType

from psra_assets.contracts.rule.day import Day
from psra_assets.contracts.rule.meanings import Meanings
from psra_assets.contracts.rule.scope import CodeRange
from psra_assets.contracts.rule.source import Sourced
from psra_assets.contracts.rule.words import EvidenceWord

CumulationKind = TypeAliasType(
    "CumulationKind",
    Annotated[
        Literal["bilateral", "diagonal", "full", "extended"],
        Meanings(
            bilateral="originating materials of the other party",
            diagonal="originating materials of third countries with the same rules",
            full="production carried out in the other party, on non-originating materials too",
            extended="materials or production of countries outside the zone, on conditions",
        ),
    ],
)


class CumulationLimit(Sourced):
    """One cell of the matrix: when, with whom and for what a kind of cumulation holds."""

    model_config = ConfigDict(title="a limit of cumulation")

    kind: CumulationKind = Field(description="Kind that holds only as its entries here say.")
    chapters: tuple[CodeRange, ...] | None = Field(default=None, description="Products it holds for; absent: all.")
    except_chapters: tuple[CodeRange, ...] = Field(default=(), description="Products it does not hold for.")
    countries: tuple[str, ...] | None = Field(
        default=None, description="Countries whose materials or production it is about; absent: all."
    )
    exporters: tuple[str, ...] | None = Field(
        default=None, min_length=1, description="Parties from which the product is exported; absent: any."
    )
    importers: tuple[str, ...] | None = Field(
        default=None, min_length=1, description="Parties into which the product is imported; absent: any."
    )
    importing_party_only: bool = Field(
        default=False, description="Whether it is about materials or production of the importing party alone."
    )
    valid_from: Day | None = Field(default=None, description="First day on which it holds.")
    valid_to: Day | None = Field(default=None, description="Last day on which it holds.")
    ruleset: str | None = Field(
        default=None,
        description=(
            "Set of rules that has to apply between all countries concerned, such as the revised: by `matrix`, "
            "or, without one, by notices, which are asked for."
        ),
    )


class MatrixPair(Sourced):
    """An agreement between two countries, by the rules of origin that it has."""

    model_config = ConfigDict(title="a pair of the matrix")

    from_: str = Field(alias="from", description="Country or party from which goods are traded.")
    to: str = Field(description="Country or party into which they are traded.")
    one_way: bool = Field(default=False, description="Whether these rules hold in this direction only.")
    ruleset: str = Field(min_length=1, description="Set of rules that applies between them, such as the revised.")
    valid_from: Day | None = Field(default=None, description="First day on which cumulation applies between them.")
    valid_to: Day | None = Field(default=None, description="Last day on which it applies.")


class CumulationMatrix(Sourced):
    """Which rules apply between which countries: cumulation with a third one takes the same between all three."""

    model_config = ConfigDict(title="a matrix of cumulation")

    complete: bool = Field(
        default=True, description="Whether a pair that is not listed has no such agreement; otherwise it is asked."
    )
    pairs: tuple[MatrixPair, ...] = Field(description="Agreements in force, as notices or the matrix publish them.")


class CumulationEvidence(Sourced):
    """Evidence that has to be held for what is cumulated."""

    model_config = ConfigDict(title="evidence")

    kinds: tuple[EvidenceWord, ...] = Field(min_length=1, description="Kinds of evidence, one of which has to be held.")
    validity_months: int | None = Field(default=None, ge=1, le=60, description="Longest period it covers, in months.")


class Cumulation(Sourced):
    """Kinds of cumulation, and the conditions on them."""

    model_config = ConfigDict(title="cumulation")

    kinds: tuple[CumulationKind, ...] = Field(description="Kinds that the agreement knows.")
    limits: tuple[CumulationLimit, ...] = Field(
        default=(), description="A kind that has entries here holds only as one of them says."
    )
    matrix: CumulationMatrix | None = Field(
        default=None, description="Agreements between all countries concerned; diagonal cumulation holds only by it."
    )
    evidence: CumulationEvidence | None = Field(default=None, description="Evidence that has to be held.")
    beyond_insufficient: bool | None = Field(
        default=None, description="Whether the exporting party has to do more than insufficient operations."
    )
    allocation: (
        Annotated[
            Literal["highest_value"],
            Meanings(
                highest_value=(
                    "it originates in the exporting party if the value added there is greater than the value of the "
                    "materials of any other country, else in the country with the highest value"
                )
            ),
        ]
        | None
    ) = Field(
        default=None,
        description="Origin of what is made of originating materials by insufficient operations; absent: it has none.",
    )
