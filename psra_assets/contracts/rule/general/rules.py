"""The general rules of one period."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from psra_assets.contracts.base import Contract
from psra_assets.contracts.hs import HsEdition
from psra_assets.contracts.rule.general.claim import Drawback, Proof, Transport
from psra_assets.contracts.rule.general.cumulation import Cumulation, CumulationKind
from psra_assets.contracts.rule.general.status import InsufficientOperations, Territoriality, WhollyObtainedGoods
from psra_assets.contracts.rule.general.tolerance import Textiles, Tolerance
from psra_assets.contracts.rule.general.treatment import (
    Accessories,
    AccountingSegregation,
    NeutralElements,
    Packaging,
    PriceBases,
    Sets,
    Valuation,
)
from psra_assets.contracts.rule.meanings import Meanings
from psra_assets.contracts.rule.scope import WithinGroup
from psra_assets.contracts.rule.source import Sourced


class Switch(Sourced):
    """A yes or no of the agreement with its source."""

    model_config = ConfigDict(title="a switch")

    value: bool = Field(description="Whether the agreement grants it.")


class GroupRule(Sourced):
    """How a change of classification reads within a group of codes (origin.md A.2.2)."""

    model_config = ConfigDict(title="a rule on groups")

    rule: WithinGroup = Field(description="What holds where a rule does not say.")


class GeneralRules(Contract):
    """General rules of one period. An absent relief is not granted."""

    model_config = ConfigDict(title="general rules")

    hs_edition: HsEdition | None = Field(
        default=None, description="Edition of the HS of the list in this period; absent: the document's."
    )
    bases: PriceBases | None = Field(default=None, description="Price bases that the agreement knows.")
    within_group: GroupRule | None = Field(
        default=None, description="Whether a material may come from another code of a rule's own range."
    )
    tolerance: tuple[Tolerance, ...] | None = Field(
        default=None, description="Tolerances (A.5); a product under no entry has none."
    )
    tolerance_scope: (
        Annotated[
            Literal["failing_only", "all_nom"],
            Meanings(
                failing_only="only materials that fail the alternative count in the share",
                all_nom="all non-originating materials count in the share",
            ),
        ]
        | None
    ) = Field(default=None, description="Which materials count in a tolerance; absent: `failing_only`.")
    tolerance_rescues_weight: bool | None = Field(
        default=None, description="Whether a tolerance may rescue a limit by weight (Japan)."
    )
    maxnom_block_scope: (
        Annotated[
            Literal["same_alternative", "any_alternative"],
            Meanings(
                same_alternative="a printed limit bars the tolerance only within its own alternative",
                any_alternative="a limit printed in any alternative bars the tolerance in all",
            ),
        ]
        | None
    ) = Field(
        default=None, description="How far a printed limit of value bars a tolerance; absent: `same_alternative`."
    )
    textiles: Textiles | None = Field(default=None, description="Tolerances of the notes on textiles (A.5).")
    cumulation: Cumulation | tuple[CumulationKind, ...] | None = Field(
        default=None, description="Kinds of cumulation (A.7), with their conditions."
    )
    absorption: Switch | bool | None = Field(
        default=None, description="Whether an originating intermediate counts with its whole value (A.6)."
    )
    tracing: Switch | bool | None = Field(
        default=None,
        description="Whether only the materials in a non-originating intermediate count (A.6).",
    )
    wholly_obtained: WhollyObtainedGoods | None = Field(default=None, description="Wholly obtained goods (A.1).")
    insufficient_operations: InsufficientOperations | None = Field(
        default=None, description="Operations that never confer origin (A.8)."
    )
    sets: Sets | None = Field(default=None, description="Tolerance for sets (A.10).")
    packaging: Packaging | None = Field(default=None, description="Retail packaging (A.11).")
    accessories: Accessories | None = Field(default=None, description="Accessories, spare parts and tools (A.11).")
    neutral_elements: NeutralElements | None = Field(default=None, description="Neutral elements (A.12).")
    accounting_segregation: AccountingSegregation | None = Field(
        default=None, description="Accounting segregation of fungible stocks (A.13)."
    )
    valuation: Valuation | None = Field(default=None, description="Average prices (A.2.3).")
    territoriality: Territoriality | None = Field(default=None, description="Work outside, returned goods (A.14).")
    transport: Transport | None = Field(default=None, description="Condition on the way of the goods (A.15).")
    drawback: Drawback | None = Field(default=None, description="Drawback of duties (A.16).")
    proof: Proof | None = Field(default=None, description="Proofs of origin (A.18).")
