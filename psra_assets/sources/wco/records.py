"""Typed rows of HS tables. A row's fields are the columns of its landing table, in their order."""

from __future__ import annotations

from typing import Literal, NamedTuple

EDITIONS = (1988, 1992, 1996, 2002, 2007, 2012, 2017, 2022, 2028)
"""Years of the HS's editions; 2028 is adopted and not in force."""


class SectionRecord(NamedTuple):
    """One section, by its Roman numeral."""

    section: str
    section_name: str


class HsCodeRecord(NamedTuple):
    """One chapter (level 2), heading (4) or subheading (6). A chapter has no parent."""

    edition: int
    code: str
    level: int
    parent: str | None
    section: str | None
    description: str


class CorrelationRecord(NamedTuple):
    """One pair of subheadings. A conversion names one target a code; a correlation lists all pairs."""

    kind: Literal["correlation", "conversion"]
    from_edition: int
    to_edition: int
    from_code: str
    to_code: str
    relationship: str | None
