"""Conditions on claiming preference: drawback, transport, proof (origin.md A.15 to A.18)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from psra_assets.contracts.base import Contract
from psra_assets.contracts.rule.general.cumulation import CumulationKind
from psra_assets.contracts.rule.meanings import Meanings
from psra_assets.contracts.rule.scope import CodeRange, Pct
from psra_assets.contracts.rule.source import Sourced
from psra_assets.contracts.rule.words import ExporterWord


class Drawback(Sourced):
    """Whether drawback is compatible with a proof of origin."""

    model_config = ConfigDict(title="drawback")

    rule: Annotated[
        Literal["allowed", "banned", "banned_chapters", "capped"],
        Meanings(
            allowed="duties may be refunded",
            banned="no proof while duties on non-originating materials are refunded or not paid",
            banned_chapters="banned for products of `chapters` only",
            capped="refunds may be limited to what exceeds `cap_pct`",
        ),
    ] = Field(description="What holds.")
    chapters: tuple[CodeRange, ...] = Field(default=(), description="Products for which it is banned.")
    cap_pct: Pct | None = Field(default=None, description="Rate of duty that a capped refund leaves.")
    except_kinds: tuple[CumulationKind, ...] = Field(
        default=(), description="Kinds of cumulation under which the ban does not hold."
    )


class Transport(Sourced):
    """Condition on the way of the goods."""

    model_config = ConfigDict(title="transport")

    rule: Annotated[
        Literal["direct", "non_alteration", "customs_control"],
        Meanings(
            direct="transported directly, in a single consignment",
            non_alteration="not altered on the way; storage and splitting under customs supervision",
            customs_control="under customs control throughout",
        ),
    ] = Field(description="What holds.")


class RecordsMonths(Contract):
    """How long records are kept."""

    model_config = ConfigDict(title="the keeping of records")

    exporter: int | None = Field(default=None, ge=1, le=240, description="By the exporter, in months.")
    importer: int | None = Field(default=None, ge=1, le=240, description="By the importer, in months.")


class Proof(Sourced):
    """Kinds of proof, their validity, and the value above which the exporter needs a registration."""

    model_config = ConfigDict(title="proof")

    kinds: tuple[str, ...] = Field(description="Kinds of proof that the agreement accepts.")
    validity_months: int | None = Field(default=None, ge=1, le=60, description="Validity of a proof, in months.")
    accepted_months: int | None = Field(
        default=None, ge=1, le=60, description="Longest validity that the importing party may accept, in months."
    )
    threshold_amount: str | None = Field(
        default=None,
        pattern=r"^[0-9]+(\.[0-9]+)?$",
        description="Value of the originating products above which `above_threshold` is needed.",
    )
    threshold_currency: str | None = Field(
        default=None, pattern=r"^[A-Z]{3}$", description="Currency of the threshold (ISO 4217)."
    )
    threshold_inclusive: bool = Field(default=False, description="Whether it is needed from the very amount on (CETA).")
    above_threshold: ExporterWord | None = Field(default=None, description="What an exporter needs above it.")
    multi_shipment_months: int | None = Field(
        default=None, ge=1, le=60, description="Longest period of one statement for identical products, in months."
    )
    retrospective_months: int | None = Field(
        default=None, ge=1, le=120, description="Time after import within which a claim can be made, in months."
    )
    records_months: RecordsMonths | None = Field(default=None, description="How long records are kept.")
    origin_criteria: tuple[str, ...] | None = Field(
        default=None,
        description="Origin criteria that a proof states, as printed.",
        examples=[["A", "B", "C1"]],
    )
