"""The criteria tree: ``any`` and ``all`` over leaves, one class a leaf (origin.md A.2.1)."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from psra_assets.contracts.base import Contract
from psra_assets.contracts.rule.scope import Basis, Pct, Scope, Word
from psra_assets.contracts.rule.source import SourceRef


class _Leaf(Contract):
    source: SourceRef | None = None


class Allowance(Contract):
    """Materials that fail a change of classification but may be used up to a share."""

    scope: Scope
    max_pct: Pct
    measure: Literal["value", "weight"] = "value"
    basis: Basis = "EXW"


class ChangeOfClassification(_Leaf):
    """Every non-originating material is of another chapter, heading or subheading than the product."""

    type: Literal["CC", "CTH", "CTSH"]
    except_: Scope | None = Field(default=None, alias="except")
    from_only: Scope | None = None
    allowances: tuple[Allowance, ...] = ()


class AnyHeading(_Leaf):
    """Materials of any heading, but for those excepted."""

    type: Literal["AnyHeading"]
    except_: Scope | None = Field(default=None, alias="except")
    allowances: tuple[Allowance, ...] = ()


class MaxNOM(_Leaf):
    """Value of non-originating materials in scope, at most ``pct`` % of the basis."""

    type: Literal["MaxNOM"]
    pct: Pct
    basis: Basis
    scope: Scope | None = None


class MaxWeight(_Leaf):
    """Net weight of non-originating materials in scope, at most ``pct`` % of the product or of a set of materials."""

    type: Literal["MaxWeight"]
    pct: Pct
    scope: Scope | None = None
    of: Literal["product"] | Scope = "product"


class RegionalValueContent(_Leaf):
    """Regional value content of at least ``pct`` % (origin.md A.2.4)."""

    type: Literal["RVC"]
    method: Literal["build_down", "build_up", "focused", "net_cost"]
    pct: Pct
    basis: Basis
    scope: Scope | None = None


class NonOriginatingAtMostOriginating(_Leaf):
    """Value of non-originating materials, at most that of originating ones."""

    type: Literal["NOMleOM"]


class MinimumOriginating(_Leaf):
    """Originating (or wholly obtained) share of at least ``pct`` %."""

    type: Literal["MinOM"]
    pct: Pct
    measure: Literal["value", "weight"] = "value"
    scope: Scope | None = None
    of: Literal["product"] | Scope = "product"
    wholly_obtained: bool = False


class WhollyObtained(_Leaf):
    """The product, or all materials in scope, are wholly obtained."""

    type: Literal["WO"]
    subject: Literal["product", "materials"] = "product"
    scope: Scope | None = None


class Originating(_Leaf):
    """All materials in scope originate."""

    type: Literal["Originating"]
    scope: Scope | None = None


class Process(_Leaf):
    """Attested processes: any of, or all of."""

    type: Literal["Process"]
    any_of: tuple[Word, ...] | None = None
    all_of: tuple[Word, ...] | None = None
    parameters: dict[str, Any] | None = None


class FromMaterial(_Leaf):
    """Manufactured from a material of a description."""

    type: Literal["FromMaterial"]
    tags: tuple[Word, ...] = Field(min_length=1)


class SetRule(_Leaf):
    """Components of a set originate, or the others stay within ``max_pct`` %."""

    type: Literal["SetRule"]
    max_pct: Pct
    basis: Basis = "EXW"


class OriginRetained(_Leaf):
    """The product keeps the origin that it had in its original classification."""

    type: Literal["OriginRetained"]


class Prohibit(_Leaf):
    """No non-originating material in scope may be used."""

    type: Literal["Prohibit"]
    scope: Scope


class Fact(_Leaf):
    """A fact of the controlled vocabulary, to be attested."""

    type: Literal["Fact"]
    code: Word
    kind: Literal["process", "material", "description"]


Leaf = Annotated[
    ChangeOfClassification
    | AnyHeading
    | MaxNOM
    | MaxWeight
    | RegionalValueContent
    | NonOriginatingAtMostOriginating
    | MinimumOriginating
    | WhollyObtained
    | Originating
    | Process
    | FromMaterial
    | SetRule
    | OriginRetained
    | Prohibit
    | Fact,
    Field(discriminator="type"),
]


class AnyOf(Contract):
    """Alternatives: one suffices, the exporter chooses."""

    any_: tuple[Node, ...] = Field(alias="any", min_length=1)


class AllOf(Contract):
    """Cumulative requirements."""

    all_: tuple[Node, ...] = Field(alias="all", min_length=1)


def _kind(value: Any) -> str:
    """Which kind of node a value (of the wire, or a model) is; anything else is left to the leaves to refuse."""
    if isinstance(value, AnyOf) or (isinstance(value, dict) and "any" in value):
        return "any"
    if isinstance(value, AllOf) or (isinstance(value, dict) and "all" in value):
        return "all"
    return "leaf"


Node = Annotated[
    Annotated[AnyOf, Tag("any")] | Annotated[AllOf, Tag("all")] | Annotated[Leaf, Tag("leaf")],
    Discriminator(_kind),
]
AnyOf.model_rebuild()
AllOf.model_rebuild()
