"""Scopes: which materials a criterion looks at."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from psra_assets.contracts.base import Contract

Pct = Annotated[
    str,
    Field(pattern=r"^(100(\.0+)?|[0-9]{1,2}(\.[0-9]{1,6})?)$", description="percentage 0 to 100, a decimal string"),
]
CodeRange = Annotated[
    str,
    Field(
        pattern=r"^([0-9]{2}(-[0-9]{2})?|[0-9]{4}(-[0-9]{4})?|[0-9]{6}(-[0-9]{6})?)$",
        description="chapter, heading or subheading, or an inclusive range of equally long codes",
    ),
]
Word = Annotated[str, Field(pattern=r"^[a-z0-9_]{1,80}$", description="a word of a closed vocabulary")]
Basis = Literal["EXW", "FOB", "TV", "NC", "EXW_OR_FOB", "TV_OR_EXW"]


class Scope(Contract):
    """Materials that satisfy every given part; an absent part does not restrict."""

    codes: tuple[CodeRange, ...] | None = None
    same: Literal["chapter", "heading", "subheading"] | None = None
    tags: tuple[Word, ...] | None = None
    not_: Scope | None = Field(default=None, alias="not")
