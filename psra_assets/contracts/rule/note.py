"""Notes are rules too: they define, add or replace criteria, and rules cite them by id (origin.md A.2.8)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from psra_assets.contracts.base import Contract
from psra_assets.contracts.rule.criteria import Node
from psra_assets.contracts.rule.day import Day
from psra_assets.contracts.rule.meanings import Meanings
from psra_assets.contracts.rule.scope import CodeRange
from psra_assets.contracts.rule.source import SourceRef


class Note(Contract):
    """A section, chapter or introductory note, or a footnote, of a list of rules."""

    model_config = ConfigDict(title="a note")

    title: str = Field(min_length=1, description="What the note is about.")
    effect: Annotated[
        Literal["defines", "requires", "alternative", "explains"],
        Meanings(
            defines="gives a criterion a name, for leaves of type `Note`",
            requires="its criterion must hold beside that of a rule that cites the note",
            alternative="its criterion suffices in place of that of a rule that cites the note",
            explains="no effect on the verdict; it has no criterion",
        ),
    ] = Field(description="What citing the note does.")
    criterion: Node | None = Field(description="What has to hold; null only where the note explains.")
    chapters: tuple[CodeRange, ...] | None = Field(
        default=None, description="Products that the note is about; absent: all."
    )
    valid_from: Day | None = Field(default=None, description="First day on which the note holds.")
    valid_to: Day | None = Field(default=None, description="Last day on which the note holds.")
    text: str | None = Field(default=None, description="The publisher's words (compiled documents only).")
    source: SourceRef = Field(description="The place of the note.")
