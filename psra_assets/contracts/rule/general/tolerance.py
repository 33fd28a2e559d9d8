"""Tolerance and the textile notes that stand in its place for chapters 50 to 63 (origin.md A.5)."""

from __future__ import annotations

from pydantic import ConfigDict, Field

from psra_assets.contracts.rule.scope import Basis, CodeRange, Measure, Pct, Scope
from psra_assets.contracts.rule.source import Sourced
from psra_assets.contracts.rule.words import TagWord


class Tolerance(Sourced):
    """Failing materials up to a share, for products of some chapters. No entry, no tolerance."""

    model_config = ConfigDict(title="a tolerance")

    chapters: tuple[CodeRange, ...] = Field(description="Products that the tolerance is for.")
    except_codes: tuple[CodeRange, ...] = Field(default=(), description="Products among them that have none.")
    measure: Measure = Field(description="What the share is a share of.")
    pct: Pct = Field(description="Greatest share of the failing materials.")
    basis: Basis = Field(default="EXW", description="Price that a share of value is measured on.")
    exclusive: bool = Field(default=False, description="Whether the limit itself fails (`less than`).")
    exporters: tuple[str, ...] | None = Field(
        default=None, min_length=1, description="Parties for whose exports the tolerance is; absent: all."
    )
    except_exporters: tuple[str, ...] = Field(default=(), description="Parties for whose exports it is not.")
    of: Scope | None = Field(
        default=None,
        description=(
            "Materials of whose weight the share is one, in place of the product's, such as those of the component "
            "that decides the classification; what fails outside of them is not freed."
        ),
    )
    only_materials: Scope | None = Field(default=None, description="Materials that the tolerance frees; absent: all.")
    except_materials: Scope | None = Field(default=None, description="Materials that the tolerance never frees.")
    counts_in_value_content: bool = Field(
        default=False, description="Whether tolerated materials still count in a value content or a greatest value."
    )


class RaisedShare(Sourced):
    """A higher share for some basic textile materials."""

    model_config = ConfigDict(title="a raised share")

    tags: tuple[TagWord, ...] = Field(min_length=1, description="Materials (vocabulary `tags`) that have the share.")
    pct: Pct = Field(description="Greatest share of these materials.")


class MixedTextiles(Sourced):
    """Products of several basic textile materials: failing ones up to a share of the weight of all of them."""

    model_config = ConfigDict(title="mixed textiles")

    chapters: tuple[CodeRange, ...] = Field(description="Products that the note is for.")
    pct: Pct = Field(description="Greatest share of the weight of all basic textile materials.")
    least_materials: int = Field(
        default=2, ge=1, le=100, description="Least number of basic textile materials in the product."
    )
    raised: tuple[RaisedShare, ...] = Field(default=(), description="Materials with a higher share of their own.")


class MadeUpTextiles(Sourced):
    """Made-up articles: textile materials of another heading that fail, up to a share of the price."""

    model_config = ConfigDict(title="made-up textiles")

    chapters: tuple[CodeRange, ...] = Field(description="Products that the note is for.")
    pct: Pct = Field(description="Greatest share of the failing textile materials, in percent of the basis.")
    basis: Basis = Field(default="EXW", description="Price that the share is measured on.")
    except_materials: Scope | None = Field(default=None, description="Materials left out, such as linings.")


class Textiles(Sourced):
    """The introductory notes on textiles (notes 7 and 8 of the TCA's Annex 2, 5 and 6 of the PEM list)."""

    model_config = ConfigDict(title="textiles")

    basic_materials: tuple[TagWord, ...] = Field(description="Basic textile materials (vocabulary `tags`).")
    mixed: MixedTextiles | None = Field(default=None, description="Tolerance by weight for mixed products.")
    made_up: MadeUpTextiles | None = Field(default=None, description="Tolerance by value for made-up articles.")
