"""Where a rule or a leaf comes from."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from psra_assets.contracts.base import Contract

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Source(Contract):
    """A legal text, named once a document. ``source_proxy`` is the text that was read in its place."""

    instrument: str = Field(min_length=1)
    verified: bool
    publisher: str | None = None
    annex: str | None = None
    url: str | None = None
    sha256: Sha256 | None = None
    source_proxy: str | None = None
    review_by: date | None = None


class SourceRef(Contract):
    """A place in a source: locator, digest of the published words, and the span of text (characters, half open)."""

    id: str = Field(min_length=1)
    locator: str | None = None
    words_sha256: Sha256 | None = None
    span: tuple[int, int] | None = None
