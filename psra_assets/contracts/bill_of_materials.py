"""A bill of materials, as an origin determination needs it (origin.md A.0.1)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from psra_assets.contracts.base import Contract
from psra_assets.contracts.hs import HsCode
from psra_assets.contracts.money import Kilograms, Money
from psra_assets.contracts.process import Process

Identifier = Annotated[str, Field(min_length=1, max_length=200)]
Tag = Annotated[str, Field(pattern=r"^[a-z0-9_]{1,80}$")]
Party = Annotated[str, Field(pattern=r"^[A-Z]{2}$", description="ISO 3166 alpha-2 code, or EU")]


class OriginStatus(StrEnum):
    """Origin of a material; unknown is non-originating in law."""

    ORIGINATING = "originating"
    NON_ORIGINATING = "non_originating"
    UNKNOWN = "unknown"


class Role(StrEnum):
    """What a line is to the product (origin.md A.11, A.12)."""

    MATERIAL = "material"
    RETAIL_PACKAGING = "retail_packaging"
    SHIPPING_PACKING = "shipping_packing"
    ACCESSORY = "accessory"
    NEUTRAL = "neutral"


class Origin(Contract):
    """Origin status of a material with the country and the evidence it rests on."""

    status: OriginStatus = OriginStatus.UNKNOWN
    country: Party | None = None
    evidence: str | None = None
    evidence_from: date | None = Field(default=None, description="First day that the evidence covers.")
    evidence_to: date | None = Field(default=None, description="Last day that the evidence covers.")


class Contained(Contract):
    """A substance inside a composite material that a weight rule counts."""

    tag: Tag
    net_weight_kg: Kilograms


class Material(Contract):
    """One line of a bill of materials. ``materials`` is its next level; absent facts are unknown."""

    id: Identifier
    hs_code: HsCode
    description: str | None = None
    tags: tuple[Tag, ...] | None = None
    value: Money | None = None
    net_weight_kg: Kilograms | None = None
    origin: Origin | None = None
    wholly_obtained: bool | None = None
    role: Role | None = None
    contains: tuple[Contained, ...] | None = None
    processes: tuple[Process, ...] | None = Field(
        default=None, description="What was carried out to make it of its own materials; the product's list is apart."
    )
    processes_complete: bool | None = Field(
        default=None, description="Whether nothing else was carried out to make it of them."
    )
    materials: tuple[Material, ...] | None = None
