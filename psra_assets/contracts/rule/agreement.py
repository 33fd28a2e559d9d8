"""A document of general rules: what an agreement grants beside its list, by date (origin.md A.5 to A.18)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from psra_assets.contracts.base import Contract
from psra_assets.contracts.hs import HsEdition
from psra_assets.contracts.rule.scope import Basis, CodeRange, Pct, Word
from psra_assets.contracts.rule.source import Source, SourceRef

AgreementId = Annotated[str, Field(pattern=r"^[a-z0-9-]+$", examples=["eu-gb", "gb-japan"])]


class Tolerance(Contract):
    """Failing materials up to a share, for products of some chapters. No entry, no tolerance (A.5)."""

    chapters: tuple[CodeRange, ...]
    except_codes: tuple[CodeRange, ...] = ()
    measure: Literal["value", "weight"]
    pct: Pct
    basis: Basis = "EXW"
    source: SourceRef | None = None


class Cumulation(Contract):
    """Kinds of cumulation (A.7)."""

    kinds: tuple[Literal["bilateral", "diagonal", "full", "extended"], ...]
    source: SourceRef | None = None


class Switch(Contract):
    """A yes or no of the agreement with its source."""

    value: bool
    source: SourceRef | None = None


class InsufficientOperations(Contract):
    """Operations that never confer origin (A.8). ``combination``: nor do two or more of them together."""

    operations: tuple[Word, ...]
    combination: bool
    source: SourceRef | None = None


class Sets(Contract):
    """Tolerance for components of sets (A.10)."""

    pct: Pct
    basis: Basis = "EXW"
    source: SourceRef | None = None


class Packaging(Contract):
    """Retail packaging in the two kinds of test (A.11)."""

    retail_in_ctc: Literal["ignored", "considered", "part_of_unit"]
    retail_in_value: Literal["counted", "ignored"] = "counted"
    source: SourceRef | None = None


class Accessories(Contract):
    """Accessories, spare parts and tools in the two kinds of test (A.11)."""

    in_ctc: Literal["ignored", "considered", "part_of_unit"]
    in_value: Literal["counted", "ignored"] = "counted"
    source: SourceRef | None = None


class Drawback(Contract):
    """Whether drawback is compatible with a proof of origin (A.16)."""

    rule: Literal["allowed", "banned", "banned_chapters"]
    chapters: tuple[CodeRange, ...] = ()
    source: SourceRef | None = None


class Transport(Contract):
    """Condition on the way of the goods (A.15)."""

    rule: Literal["direct", "non_alteration", "customs_control"]
    source: SourceRef | None = None


class Proof(Contract):
    """Kinds of proof, validity, and the value above which the exporter needs a registration."""

    kinds: tuple[str, ...]
    validity_months: int | None = Field(default=None, ge=1, le=60)
    threshold_amount: str | None = Field(default=None, pattern=r"^[0-9]+(\.[0-9]+)?$")
    threshold_currency: str | None = Field(default=None, pattern=r"^[A-Z]{3}$")
    source: SourceRef | None = None


class GeneralRules(Contract):
    """General rules of one period. An absent relief is not granted."""

    tolerance: tuple[Tolerance, ...] | None = None
    tolerance_scope: Literal["failing_only", "all_nom"] | None = None
    tolerance_rescues_weight: bool | None = None
    cumulation: Cumulation | tuple[Literal["bilateral", "diagonal", "full", "extended"], ...] | None = None
    absorption: Switch | bool | None = None
    tracing: Switch | bool | None = None
    insufficient_operations: InsufficientOperations | None = None
    sets: Sets | None = None
    packaging: Packaging | None = None
    accessories: Accessories | None = None
    drawback: Drawback | None = None
    transport: Transport | None = None
    proof: Proof | None = None


class Period(Contract):
    """General rules with the days on which they hold, both inclusive."""

    valid_from: date | None = None
    valid_to: date | None = None
    general: GeneralRules


class PartyDefinition(Contract):
    """A party of the agreement and, for a union, its members."""

    code: str = Field(pattern=r"^[A-Z]{2}$")
    name: str
    members: tuple[Annotated[str, Field(pattern=r"^[A-Z]{2}$")], ...] = ()


class AgreementDocument(Contract):
    """General rules of one agreement."""

    rac: Literal["2.0"]
    kind: Literal["agreement"]
    agreement: AgreementId
    title: str
    publisher: str
    hs_edition: HsEdition
    sources: dict[str, Source]
    parties: tuple[PartyDefinition, ...]
    valid_from: date | None = None
    valid_to: date | None = None
    ruleset: tuple[Period, ...]
