"""A case: one product with its bill of materials, to be decided under named agreements."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import Field

from psra_assets.contracts.base import Contract
from psra_assets.contracts.bill_of_materials import Identifier, Material, Party, Tag
from psra_assets.contracts.hs import HsCode, HsEdition
from psra_assets.contracts.money import DecimalText, Kilograms, Money


class Operations(StrEnum):
    """Whether more than insufficient operations were carried out (origin.md A.8)."""

    BEYOND_INSUFFICIENT = "beyond_insufficient"
    INSUFFICIENT_ONLY = "insufficient_only"


class Process(Contract):
    """An attested process. Its code attests the agreement's whole definition; parameters may only refute it."""

    code: str = Field(pattern=r"^[a-z0-9_]{1,80}$")
    parameters: dict[str, DecimalText | bool | str] = Field(default_factory=dict)


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
