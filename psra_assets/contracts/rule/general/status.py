"""What confers origin by itself and what never does (origin.md A.1 and A.8)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from psra_assets.contracts.rule.meanings import Meanings
from psra_assets.contracts.rule.scope import CodeRange, Pct
from psra_assets.contracts.rule.source import Sourced
from psra_assets.contracts.rule.words import CategoryWord, OperationWord


class Vessels(Sourced):
    """What makes a vessel one of the party, so that its catch is wholly obtained."""

    model_config = ConfigDict(title="vessels")

    registration: bool = Field(default=False, description="Whether it has to be registered in the party.")
    flag: bool = Field(default=False, description="Whether it has to sail under the party's flag.")
    ownership_pct: Pct | None = Field(default=None, description="Least share owned by nationals of the party.")
    company_test: bool = Field(
        default=False, description="Whether a company with its head office in the party may own it instead."
    )
    officers: bool = Field(default=False, description="Whether master and officers have to be nationals of the party.")
    crew_pct: Pct | None = Field(default=None, description="Least share of nationals of the party among the crew.")


class WhollyObtainedGoods(Sourced):
    """How the agreement draws the line of wholly obtained goods."""

    model_config = ConfigDict(title="wholly obtained goods")

    plants: (
        Annotated[
            Literal["grown", "harvested", "grown_or_harvested", "grown_and_harvested"],
            Meanings(
                grown="plants have to be grown in the party",
                harvested="plants have to be harvested in the party",
                grown_or_harvested="either suffices",
                grown_and_harvested="both are needed",
            ),
        ]
        | None
    ) = Field(default=None, description="What has to happen to plants in the party.")
    aquaculture: bool | None = Field(default=None, description="Whether aquaculture there makes wholly obtained.")
    categories: tuple[CategoryWord, ...] | None = Field(default=None, description="Categories that are listed.")
    vessels: Vessels | None = Field(default=None, description="Which vessels are the party's.")


class LimitedOperations(Sourced):
    """Operations that are insufficient only for some products."""

    model_config = ConfigDict(title="limited operations")

    operations: tuple[OperationWord, ...] = Field(min_length=1, description="Operations (vocabulary `operations`).")
    chapters: tuple[CodeRange, ...] = Field(description="Products for which they are insufficient.")


class InsufficientOperations(Sourced):
    """Operations that never confer origin, and whether several of them together do."""

    model_config = ConfigDict(title="insufficient operations")

    operations: tuple[OperationWord, ...] = Field(description="Operations (vocabulary `operations`).")
    combination: bool = Field(description="Whether a combination of two or more of them is insufficient as well.")
    one_or_more: bool = Field(
        default=False,
        description="Whether the words are `one or more of` them: then several are insufficient without such a clause.",
    )
    limited: tuple[LimitedOperations, ...] = Field(
        default=(), description="Operations that are insufficient for some products only."
    )
    simple: (
        Annotated[
            Literal["skills_or_machines", "skills_or_machines_or_not_essential"],
            Meanings(
                skills_or_machines="neither special skills nor machines made or installed for it are needed",
                skills_or_machines_or_not_essential="or those do not contribute to the product's essential character",
            ),
        ]
        | None
    ) = Field(default=None, description="When an operation is simple.")


class Territoriality(Sourced):
    """Whether origin has to be acquired without interruption in the party (origin.md A.14)."""

    model_config = ConfigDict(title="territoriality")

    outward_processing_pct: Pct | None = Field(
        default=None, description="Greatest value added outside the party, in percent of the ex-works price."
    )
    except_chapters: tuple[CodeRange, ...] = Field(
        default=(), description="Products for which nothing may be done outside."
    )
    returned_goods: bool = Field(
        default=False,
        description="Whether returned goods keep their origin if they are the same, unworked.",
    )
