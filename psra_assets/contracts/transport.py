"""The canonical contract towards transport systems: consignments and their way (origin.md A.14, A.15)."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from psra_assets.contracts.base import Contract
from psra_assets.contracts.bill_of_materials import Identifier, Party
from psra_assets.contracts.money import DecimalText, Kilograms


class ConsignmentLine(Contract):
    """An article in a consignment, designated as on the invoice."""

    article_number: Identifier
    designation: str = Field(min_length=1)
    quantity: DecimalText
    unit: Identifier
    net_weight_kg: Kilograms | None = None


class Transit(Contract):
    """A country on the way; whether the goods stayed under customs supervision there."""

    country: Party
    customs_supervised: bool | None = None
    evidence: Identifier | None = None


class Consignment(Contract):
    """Goods dispatched together on one day."""

    consignment_id: Identifier
    dispatched_on: date
    from_party: Party
    to_party: Party
    transits: tuple[Transit, ...] = ()
    lines: tuple[ConsignmentLine, ...] = Field(min_length=1)
