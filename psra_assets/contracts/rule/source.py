"""Where a rule, a leaf or a part of the general rules comes from."""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict, Field
from typing_extensions import TypeAliasType

from psra_assets.contracts.base import Contract
from psra_assets.contracts.rule.day import Day

Sha256 = TypeAliasType(
    "Sha256",
    Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", description="SHA-256, 64 hexadecimal digits in lower case")],
)

# No text of a rule is longer; the bound lets every reader hold an offset in a machine's integer.
_Offset = Annotated[int, Field(ge=0, le=16_777_216)]


class Source(Contract):
    """A legal text, named once a document. ``source_proxy`` is the text that was read in its place."""

    model_config = ConfigDict(title="a source")

    instrument: str = Field(min_length=1, description="The treaty, convention or regulation.")
    verified: bool = Field(description="Whether someone compared the rules with the instrument's own text.")
    publisher: str | None = Field(default=None, description="Who published the text that was read.")
    annex: str | None = Field(default=None, description="Annex, appendix or chapter of the instrument.")
    url: str | None = Field(default=None, description="Where the text can be read.")
    sha256: Sha256 | None = Field(default=None, description="Digest of the whole file that was read.")
    source_proxy: str | None = Field(
        default=None, description="The text that was read in place of the law's own (then `verified` is false)."
    )
    review_by: Day | None = Field(default=None, description="Day by which an unverified source is to be checked.")


class SourceRef(Contract):
    """A place in a source: locator, digest of the published words, and the span of text (characters, half open)."""

    model_config = ConfigDict(title="a reference to a source")

    id: str = Field(min_length=1, description="Key of the document's `sources`.")
    locator: str | None = Field(
        default=None, description="Place in the source, as a lawyer cites it.", examples=["Annex 3, row 39.01-39.15"]
    )
    words_sha256: Sha256 | None = Field(default=None, description="Digest of the published words at that place.")
    span: tuple[_Offset, _Offset] | None = Field(
        default=None,
        description="Part of the rule's `text` that says it: first character and the one after the last.",
    )
    article: str | None = Field(default=None, min_length=1, description="Key of the agreement document's `articles`.")
    verified: bool | None = Field(default=None, description="Overrides the source's `verified` for this place.")


class Sourced(Contract):
    """What may name its own place in a source."""

    source: SourceRef | None = Field(
        default=None, description="The place that says it; a leaf without one has its rule's or its note's source."
    )
