"""Exact amounts. Decimal strings on the wire; no float ever touches money, weight or a percentage."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from psra_assets.contracts.base import Contract

DecimalText = Annotated[
    str,
    Field(
        pattern=r"^-?[0-9]{1,30}(\.[0-9]{1,18})?$",
        description="decimal string, for instance 1234.50",
        examples=["70.00"],
    ),
]
Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$", description="ISO 4217 code")]
Kilograms = Annotated[
    str,
    Field(pattern=r"^-?[0-9]{1,30}(\.[0-9]{1,18})?$", description="net weight in kilograms, a decimal string"),
]


class Money(Contract):
    """An amount in a currency. Unknown is the absence of the whole object, never zero."""

    amount: DecimalText
    currency: Currency
