"""The canonical contract towards billing systems: dated prices with their legal basis."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from psra_assets.contracts.base import Contract
from psra_assets.contracts.bill_of_materials import Identifier
from psra_assets.contracts.money import Money


class PriceBasis(StrEnum):
    """Legal basis of a price (origin.md A.2.3): ex works, free on board, transaction value, net cost."""

    EXW = "EXW"
    FOB = "FOB"
    TV = "TV"
    NC = "NC"


class Price(Contract):
    """A price of an article for a customer or, without one, in general. Discounts granted at once are deducted."""

    article_number: Identifier
    customer: Identifier | None = None
    basis: PriceBasis
    price: Money
    valid_from: date
    valid_to: date | None = None
    evidence: Identifier
