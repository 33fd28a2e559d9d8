"""A prescribed text and its blanks. The text is held once, as printed in the annex; its blanks are read from it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from psra_assets.contracts.declaration import Form

_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Blank:
    """A place to fill: its name, and the footnote mark that the annex prints behind it, if any."""

    name: str
    mark: str | None


@dataclass(frozen=True, slots=True)
class Wording:
    """One annex in one language as of one version. ``verified``: compared byte for byte with the Official Journal."""

    annex: str
    language: str
    version: str
    title: str
    instrument: str
    text: str
    blanks: tuple[str, ...]
    undertakings: tuple[str, ...]
    sha256: str
    oj_ref: str
    source_proxy: str | None
    verified: bool

    def form(self) -> Form:
        """What a payload says about the wording it uses."""
        return Form.model_validate(
            {
                "annex": self.annex,
                "language": self.language,
                "version": self.version,
                "sha256": self.sha256,
                "oj_ref": self.oj_ref,
                "verified": self.verified,
            }
        )

    def paragraphs(self) -> tuple[tuple[str | Blank, ...], ...]:
        """The text, paragraph by paragraph, as fixed words and blanks in order."""
        names = iter(self.blanks)
        return tuple(tuple(_parts(paragraph, names)) for paragraph in self.text.split("\n"))


def _parts(paragraph: str, names: Iterator[str]) -> list[str | Blank]:
    parts: list[str | Blank] = []
    position = 0
    for match in re.finditer(rf"{_ELLIPSIS}(?: (\(\d+\)))?", paragraph):
        if match.start() > position:
            parts.append(paragraph[position : match.start()])
        parts.append(Blank(next(names), match[1]))
        position = match.end()
    if position < len(paragraph):
        parts.append(paragraph[position:])
    return parts


def normalised_sha256(text: str) -> str:
    """SHA-256 of a text whose white space is normalised, the form in which wordings are compared (V040)."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()
