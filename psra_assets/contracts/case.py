"""A case: one product with its bill of materials, to be decided under named agreements."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from psra_assets.contracts.base import Contract
from psra_assets.contracts.bill_of_materials import Identifier, Material, Party, Tag
from psra_assets.contracts.hs import HsCode, HsEdition
from psra_assets.contracts.money import Currency, DecimalText, Kilograms, Money
from psra_assets.contracts.process import Process

Operation = Annotated[str, Field(pattern=r"^[a-z0-9_]{1,80}$")]


class Operations(StrEnum):
    """Whether more than insufficient operations were carried out (origin.md A.8)."""

    BEYOND_INSUFFICIENT = "beyond_insufficient"
    INSUFFICIENT_ONLY = "insufficient_only"


class InterpretativeRule(StrEnum):
    """General interpretative rule by which a set is classified (origin.md A.10)."""

    GIR_3A = "gir_3a"
    GIR_3B = "gir_3b"
    GIR_3C = "gir_3c"


class Returned(StrEnum):
    """What became of a product that was exported before and has come back (origin.md A.14)."""

    UNCHANGED = "unchanged"
    WORKED = "worked"


class Route(StrEnum):
    """Whether the goods go straight to the importing party (origin.md A.15)."""

    DIRECT = "direct"
    THROUGH = "through"


class CaseConsignment(Contract):
    """The way of the goods, as far as it is known."""

    transport: Route | None = None
    customs_supervision: bool | None = Field(
        default=None, description="Whether they stayed under customs supervision in every country passed through."
    )
    altered: bool | None = Field(
        default=None, description="Whether more was done to them on the way than to preserve them."
    )


class ExchangeRate(Contract):
    """How many units of ``to`` one unit of ``from`` buys, on a day (origin.md A.17)."""

    from_: Currency = Field(alias="from")
    to: Currency
    rate: DecimalText = Field(description="Units of `to` for one of `from`, above zero.")
    date: date
    source: Identifier | None = Field(default=None, description="Who publishes the rate.")


class Product(Contract):
    """The product to be decided. Everything but the code may be absent: absent is unknown."""

    hs_code: HsCode
    description: str | None = None
    tags: tuple[Tag, ...] | None = None
    rule_row: str | None = None
    ex_works_price: Money | None = None
    fob_price: Money | None = None
    transaction_value: Money | None = None
    net_cost: Money | None = None
    net_weight_kg: Kilograms | None = None
    wholly_obtained: bool | None = None
    is_set: bool | None = None
    gir: InterpretativeRule | None = None
    drawback_claimed: bool | None = Field(
        default=None, description="Whether duties on non-originating materials are drawn back, suspended or not paid."
    )
    outward_processing_value: Money | None = Field(
        default=None, description="Value added outside the party, transport included; zero: nothing was done there."
    )
    returned: Returned | None = None


class Case(Contract):
    """One determination's input. ``as_of`` is the day whose law applies; no clock is read in the domain."""

    case_id: Identifier | None = None
    agreements: tuple[str, ...] | None = None
    exporting_party: Party | None = None
    importing_party: Party | None = None
    as_of: date | None = None
    hs_edition: HsEdition | None = None
    product: Product
    materials: tuple[Material, ...]
    processes: tuple[Process, ...] | None = None
    processes_complete: bool | None = None
    operations: Operations | None = None
    operations_list: tuple[Operation, ...] | None = Field(
        default=None,
        min_length=1,
        description="All operations carried out, by the words of the vocabulary; judged by each agreement's own list.",
    )
    consignment: CaseConsignment | None = None
    exchange_rates: tuple[ExchangeRate, ...] | None = Field(
        default=None,
        max_length=1000,
        description=(
            "Rates by which amounts in other currencies than the product's price are converted: "
            "the latest that is not after the day of the determination."
        ),
    )
