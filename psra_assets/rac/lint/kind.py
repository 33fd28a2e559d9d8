"""What a defect kind says of itself, and one defect found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of defect. ``error``: the row cannot be read or says what the law does not; ``warning``: a reader must
    guess; ``info``: form only. ``why`` is for the publisher's lawyer, ``remedy`` for who edits the file.
    """

    code: str
    name: str
    title: str
    severity: Severity
    why: str
    remedy: str

    @property
    def documentation(self) -> str:
        """The kind as Markdown."""
        return f"# {self.code} {self.title}\n\nSeverity: {self.severity}\n\n{self.why}\n\n**Remedy.** {self.remedy}\n"


@dataclass(frozen=True, slots=True)
class Defect:
    """One defect: its kind, its place, the publisher's words, and what is wrong with them.

    ``pointer`` is a JSON pointer into ``file``; ``codes`` are subheadings that it concerns where it is about codes;
    ``also`` are pointers of the other rows of a contradiction.
    """

    kind: Kind
    file: str
    pointer: str
    heading: str
    words: str
    detail: str
    codes: tuple[str, ...] = ()
    also: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """For the export."""
        found: dict[str, object] = {
            "code": self.kind.code,
            "kind": self.kind.name,
            "severity": self.kind.severity,
            "file": self.file,
            "pointer": self.pointer,
            "heading": self.heading,
            "words": self.words,
            "detail": self.detail,
        }
        if self.codes:
            found["codes"] = list(self.codes)
        if self.also:
            found["also"] = list(self.also)
        return found
