"""Scopes: which materials a criterion looks at."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field
from typing_extensions import TypeAliasType

from psra_assets.contracts.base import Contract
from psra_assets.contracts.rule.meanings import Meanings
from psra_assets.contracts.rule.words import TagWord

Pct = TypeAliasType(
    "Pct",
    Annotated[
        str,
        Field(
            pattern=r"^(100(\.0+)?|[0-9]{1,2}(\.[0-9]{1,6})?)$",
            description="percentage 0 to 100, a decimal string",
            examples=["50", "7.5"],
        ),
    ],
)
CodeRange = TypeAliasType(
    "CodeRange",
    Annotated[
        str,
        Field(
            pattern=r"^([0-9]{2}(-[0-9]{2})?|[0-9]{4}(-[0-9]{4})?|[0-9]{6}(-[0-9]{6})?)$",
            description="chapter, heading or subheading, or an inclusive range of equally long codes",
            examples=["39", "3901-3915", "390110"],
        ),
    ],
)
Basis = TypeAliasType(
    "Basis",
    Annotated[
        Literal["EXW", "FOB", "TV", "NC", "EXW_OR_FOB", "TV_OR_EXW"],
        Meanings(
            EXW="ex-works price of the product",
            FOB="free-on-board value of the product",
            TV="transaction value of the product",
            NC="net cost of the product",
            EXW_OR_FOB="ex-works price or free-on-board value, as the exporter chooses",
            TV_OR_EXW="transaction value or ex-works price, as the exporter chooses",
        ),
    ],
)
Measure = TypeAliasType(
    "Measure",
    Annotated[
        Literal["value", "weight"],
        Meanings(value="customs value of materials against a price", weight="net weight against a net weight"),
    ],
)
WithinGroup = TypeAliasType(
    "WithinGroup",
    Annotated[
        Literal["allowed", "forbidden"],
        Meanings(
            allowed="a material of another code of the rule's own printed range has changed",
            forbidden="a material of any code of the rule's own printed range fails the change",
        ),
    ],
)


class Scope(Contract):
    """Materials that satisfy every given part; an absent part does not restrict."""

    model_config = ConfigDict(title="a scope")

    codes: tuple[CodeRange, ...] | None = Field(
        default=None, description="Codes, one of which the material has, in the agreement's edition of the HS."
    )
    same: (
        Annotated[
            Literal["chapter", "heading", "subheading"],
            Meanings(
                chapter="materials of the product's chapter",
                heading="materials of the product's heading",
                subheading="materials of the product's subheading",
            ),
        ]
        | None
    ) = Field(default=None, description="Only materials classified as the product is, at this level.")
    tags: tuple[TagWord, ...] | None = Field(
        default=None, description="Descriptions (vocabulary `tags`), one of which the material has."
    )
    not_: Scope | None = Field(default=None, alias="not", description="Materials that are left out.")


Denominator = TypeAliasType(
    "Denominator",
    Annotated[
        Literal["product", "basic_textile_materials"],
        Meanings(
            product="net weight (or the basis, for a value) of the product",
            basic_textile_materials="net weight of all basic textile materials used (`general.textiles`)",
        ),
    ],
)
