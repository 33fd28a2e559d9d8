"""The criteria tree: ``any`` and ``all`` over leaves, one class a leaf (origin.md A.2.1)."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Discriminator, Field, Tag
from typing_extensions import TypeAliasType

from psra_assets.contracts.base import Contract
from psra_assets.contracts.rule.meanings import Meanings
from psra_assets.contracts.rule.scope import Basis, CodeRange, Denominator, Measure, Pct, Scope, WithinGroup
from psra_assets.contracts.rule.source import Sourced
from psra_assets.contracts.rule.words import FactWord, ParameterWord, ProcessWord, TagWord

_AT_MOST = "Whether the limit itself fails (`less than`); false: at most."
_AT_LEAST = "Whether the limit itself fails (`more than`, `exceeds`); false: at least."
_ALL_MATERIALS = "Materials that count; absent: all."


class Allowance(Sourced):
    """Materials that fail a change of classification but may be used, without limit or up to a share."""

    model_config = ConfigDict(title="an allowance")

    scope: Scope = Field(description="Materials that the allowance frees.")
    max_pct: Pct | None = Field(default=None, description="Greatest share of the freed materials; absent: no limit.")
    measure: Measure = Field(default="value", description="What the share is a share of.")
    basis: Basis = Field(default="EXW", description="Price that a share of value is measured on.")
    exclusive: bool = Field(default=False, description=_AT_MOST)
    of: Denominator | Scope | None = Field(
        default=None, description="Denominator of a share of weight; absent: the product's net weight."
    )


class _Change(Sourced):
    except_: Scope | None = Field(
        default=None, alias="except", description="Materials that may not be used although they have changed."
    )
    including: Scope | None = Field(
        default=None,
        description=(
            "Materials that may be used although they are classified as the product is "
            "(`AnyHeading`: unless they are goods of the product's own description)."
        ),
    )
    allowances: tuple[Allowance, ...] = Field(default=(), description="Failing materials that may be used still.")


class ChangeOfClassification(_Change):
    """Every non-originating material is of another chapter, heading or subheading than the product (A.2.2)."""

    model_config = ConfigDict(title="a change of classification")

    type: Annotated[
        Literal["CC", "CTH", "CTSH"],
        Meanings(CC="change of chapter", CTH="change of heading", CTSH="change of subheading"),
    ] = Field(description="Level of the change.")
    from_only: Scope | None = Field(default=None, description="The only materials that the change may start from.")
    within_group: WithinGroup | None = Field(
        default=None,
        description=(
            "Whether a material may come from another code of the rule's own printed range; "
            "absent: as the agreement says, absent there too: allowed."
        ),
    )


class AnyHeading(_Change):
    """Materials of any heading, but for those excepted."""

    model_config = ConfigDict(title="`AnyHeading`")

    type: Literal["AnyHeading"] = Field(description="Manufacture from materials of any heading.")


class MaxNOM(Sourced):
    """Value of non-originating materials in scope, at most ``pct`` % of the basis (origin.md A.2.3)."""

    model_config = ConfigDict(title="`MaxNOM`")

    type: Literal["MaxNOM"] = Field(description="Greatest value of non-originating materials.")
    pct: Pct = Field(description="Greatest share, in percent of the basis.")
    basis: Basis = Field(description="Price that the share is measured on.")
    scope: Scope | None = Field(default=None, description=_ALL_MATERIALS)
    exclusive: bool = Field(default=False, description=_AT_MOST)


class MaxWeight(Sourced):
    """Net weight of non-originating materials in scope, at most ``pct`` % (origin.md A.2.5)."""

    model_config = ConfigDict(title="`MaxWeight`")

    type: Literal["MaxWeight"] = Field(description="Greatest weight of non-originating materials.")
    pct: Pct = Field(description="Greatest share, in percent of the denominator's net weight.")
    scope: Scope | None = Field(default=None, description=_ALL_MATERIALS)
    of: Denominator | Scope = Field(default="product", description="Denominator: a word, or the materials in a scope.")
    exclusive: bool = Field(default=False, description=_AT_MOST)


class RegionalValueContent(Sourced):
    """Regional or qualifying value content of at least ``pct`` % (origin.md A.2.4)."""

    model_config = ConfigDict(title="`RVC`")

    type: Literal["RVC"] = Field(description="Regional or qualifying value content.")
    method: Annotated[
        Literal["build_down", "build_up", "focused", "net_cost"],
        Meanings(
            build_down="(basis - value of non-originating materials) / basis",
            build_up="value of originating materials / basis",
            focused="(basis - value of the non-originating materials in `scope` only) / basis",
            net_cost="(net cost - value of non-originating materials) / net cost",
        ),
    ] = Field(description="How the content is computed.")
    pct: Pct = Field(description="Least content, in percent.")
    basis: Basis = Field(description="Price that the content is measured on.")
    scope: Scope | None = Field(default=None, description=_ALL_MATERIALS)
    exclusive: bool = Field(default=False, description=_AT_LEAST)


class NonOriginatingAtMostOriginating(Sourced):
    """Value of non-originating materials, at most that of originating ones."""

    model_config = ConfigDict(title="`NOMleOM`")

    type: Literal["NOMleOM"] = Field(description="Value of non-originating at most that of originating materials.")


class MinimumOriginating(Sourced):
    """Originating (or wholly obtained) share of at least ``pct`` %."""

    model_config = ConfigDict(title="`MinOM`")

    type: Literal["MinOM"] = Field(description="Least share of originating materials.")
    pct: Pct = Field(description="Least share, in percent.")
    measure: Measure = Field(default="value", description="What the share is a share of.")
    basis: Basis = Field(default="EXW", description="Price that a share of value is measured on.")
    scope: Scope | None = Field(default=None, description=_ALL_MATERIALS)
    of: Denominator | Scope = Field(default="product", description="Denominator: a word, or the materials in a scope.")
    wholly_obtained: bool = Field(default=False, description="Whether only wholly obtained materials count.")
    exclusive: bool = Field(default=False, description=_AT_LEAST)


class WhollyObtained(Sourced):
    """The product, or all materials in scope, are wholly obtained (origin.md A.1)."""

    model_config = ConfigDict(title="`WO`")

    type: Literal["WO"] = Field(description="Wholly obtained.")
    subject: Annotated[
        Literal["product", "materials"],
        Meanings(product="the product itself", materials="all materials in `scope`"),
    ] = Field(default="product", description="What has to be wholly obtained.")
    scope: Scope | None = Field(default=None, description="Materials that have to be; absent: all.")


class Originating(Sourced):
    """All materials in scope originate."""

    model_config = ConfigDict(title="`Originating`")

    type: Literal["Originating"] = Field(description="Materials have to originate.")
    scope: Scope | None = Field(default=None, description="Materials that have to; absent: all.")


class ProcessParameter(Contract):
    """A measure that a process has to reach, such as a share of impurities removed (origin.md A.2.6)."""

    model_config = ConfigDict(title="a parameter")

    process: ProcessWord | None = Field(default=None, description="Process it belongs to; absent: each named process.")
    name: ParameterWord = Field(description="Parameter, as the vocabulary `processes` names it.")
    relation: Annotated[
        Literal["at_least", "at_most", "more_than", "less_than", "equals"],
        Meanings(
            at_least="the attested value is the stated one or greater",
            at_most="the attested value is the stated one or smaller",
            more_than="the attested value is greater",
            less_than="the attested value is smaller",
            equals="the attested value is the stated one",
        ),
    ] = Field(description="How the attested value compares with the stated one.")
    value: str = Field(description="Stated value: a decimal for comparisons, or a text for `equals`.")
    unit: str | None = Field(default=None, description="Unit of the value.", examples=["%", "bar"])


class Process(Sourced):
    """Attested processes: either ``any_of`` or ``all_of``, each with its parameters (origin.md A.2.6)."""

    model_config = ConfigDict(title="`Process`")

    type: Literal["Process"] = Field(description="Attested processes.")
    any_of: tuple[ProcessWord, ...] | None = Field(
        default=None, description="Processes (vocabulary `processes`), one of which suffices."
    )
    all_of: tuple[ProcessWord, ...] | None = Field(
        default=None, description="Processes (vocabulary `processes`), all of which are needed."
    )
    parameters: tuple[ProcessParameter, ...] | None = Field(
        default=None, description="Measures that the processes have to reach."
    )


class FromMaterial(Sourced):
    """Manufactured from a material of a description; materials of a later stage fail (origin.md A.2.2)."""

    model_config = ConfigDict(title="`FromMaterial`")

    type: Literal["FromMaterial"] = Field(description="Manufacture from a described material.")
    tags: tuple[TagWord, ...] = Field(min_length=1, description="Descriptions, one of which the material has.")
    scope: Scope | None = Field(default=None, description="Materials that the requirement is about; absent: all.")
    stage: Annotated[
        Literal["exact", "or_earlier"],
        Meanings(
            exact="a material of exactly that description",
            or_earlier="also one of an earlier stage of manufacture (`made_from` of the vocabulary `tags`)",
        ),
    ] = Field(default="or_earlier", description="Which stage of manufacture the material may have.")


class ChapterLimit(Sourced):
    """A share of its own for components of some chapters."""

    model_config = ConfigDict(title="a limit")

    chapters: tuple[CodeRange, ...] = Field(description="Chapters of the components that the limit is about.")
    pct: Pct = Field(description="Greatest share of these components, in percent of the basis.")


class SetRule(Sourced):
    """Components of a set originate, or the others stay within ``max_pct`` % (origin.md A.10)."""

    model_config = ConfigDict(title="`SetRule`")

    type: Literal["SetRule"] = Field(description="Rule for a set of articles.")
    max_pct: Pct = Field(description="Greatest share of all non-originating components, in percent of the basis.")
    basis: Basis = Field(default="EXW", description="Price of the set that the share is measured on.")
    exclusive: bool = Field(default=False, description=_AT_MOST)
    limits: tuple[ChapterLimit, ...] = Field(default=(), description="Further limits for components of some chapters.")
    least_originating: int | None = Field(
        default=None, ge=1, le=1000, description="Least number of originating components."
    )


class OriginRetained(Sourced):
    """The product keeps the origin that it had in its original classification."""

    model_config = ConfigDict(title="`OriginRetained`")

    type: Literal["OriginRetained"] = Field(description="Origin in the original classification is retained.")


class Prohibit(Sourced):
    """No non-originating material in scope may be used."""

    model_config = ConfigDict(title="`Prohibit`")

    type: Literal["Prohibit"] = Field(description="Prohibition of materials.")
    scope: Scope = Field(description="Non-originating materials that may not be used.")


class Fact(Sourced):
    """A fact of the controlled vocabulary, to be attested."""

    model_config = ConfigDict(title="`Fact`")

    type: Literal["Fact"] = Field(description="An attested fact.")
    code: FactWord = Field(description="Word of the vocabulary `facts`.")
    kind: Annotated[
        Literal["process", "material", "description"],
        Meanings(
            process="a process that the product underwent",
            material="a fact about the materials",
            description="a fact about the product",
        ),
    ] = Field(description="What the fact is about.")


class NoteLeaf(Sourced):
    """Holds when the criterion holds that the note defines, such as a standard value content."""

    model_config = ConfigDict(title="`Note`")

    type: Literal["Note"] = Field(description="A criterion that a note defines.")
    id: str = Field(
        min_length=1, description="Key of `notes`, looked up in the rules document, then in the agreement's."
    )


Leaf = TypeAliasType(
    "Leaf",
    Annotated[
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
        | Fact
        | NoteLeaf,
        Field(discriminator="type"),
    ],
)


class AnyOf(Contract):
    """Alternatives: one suffices, the exporter chooses."""

    model_config = ConfigDict(title="`any`")

    any_: tuple[Node, ...] = Field(alias="any", min_length=1, description="Alternatives, one of which suffices.")


class AllOf(Contract):
    """Cumulative requirements."""

    model_config = ConfigDict(title="`all`")

    all_: tuple[Node, ...] = Field(alias="all", min_length=1, description="Requirements, all of which have to hold.")


def _kind(value: Any) -> str:
    """Which kind of node a value (of the wire, or a model) is; anything else is left to the leaves to refuse."""
    if isinstance(value, AnyOf) or (isinstance(value, dict) and "any" in value):
        return "any"
    if isinstance(value, AllOf) or (isinstance(value, dict) and "all" in value):
        return "all"
    return "leaf"


Node = TypeAliasType(
    "Node",
    Annotated[
        Annotated[AnyOf, Tag("any")] | Annotated[AllOf, Tag("all")] | Annotated[Leaf, Tag("leaf")],
        Discriminator(_kind),
    ],
)
AnyOf.model_rebuild()
AllOf.model_rebuild()
