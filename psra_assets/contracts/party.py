"""Parties of a declaration: a company with its full address, and the person who answers for it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from psra_assets.contracts.base import Contract

CountryCode = Annotated[str, Field(pattern=r"^[A-Z]{2}$", description="ISO 3166-1 alpha-2 code", examples=["DE", "GB"])]
PrintedText = Annotated[
    str,
    Field(
        min_length=1,
        max_length=400,
        pattern=r"^[^\x00-\x1f\x7f-\x9f\s]([^\x00-\x1f\x7f-\x9f]*[^\x00-\x1f\x7f-\x9f\s])?$",
        description="text printed on the declaration: one line, no control characters, no outer spaces",
    ),
]


class Company(Contract):
    """A company as it is printed: legal name, full address, country of establishment."""

    name: PrintedText
    address: PrintedText = Field(examples=["Industriestraße 12, 68309 Mannheim"])
    country: CountryCode


class Signatory(Contract):
    """The person responsible for the declaration, in clear text, and the position held in the company."""

    name: PrintedText
    function: PrintedText = Field(examples=["Head of Customs"])


class Supplier(Company):
    """The company that makes the declaration."""

    signatory: Signatory


class Recipient(Company):
    """The company to which the goods are regularly supplied."""
