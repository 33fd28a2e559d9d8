"""Defects of published HS tables (SRC660-SRC679)."""

from __future__ import annotations

from psra_assets.sources.errors import SourceError


class TableMalformed(SourceError):
    """A CSV or JSON list without its columns, or that is no CSV or JSON."""

    code = "SRC660"
    title = "HS list is malformed"


class CodeMalformed(SourceError):
    """A code that is not two, four or six digits. The row is skipped."""

    code = "SRC661"
    title = "HS code is malformed"
    severity = "warning"


class CodeNotHs(SourceError):
    """A code that a republisher added, which is none of the WCO's. The row is skipped."""

    code = "SRC662"
    title = "Code is not of the HS"
    severity = "info"


class CodeTwice(SourceError):
    """The same code or pair twice in one table; the first is kept."""

    code = "SRC663"
    title = "Listed twice"
    severity = "warning"


class ParentUnknown(SourceError):
    """A code whose heading or chapter is not in the list."""

    code = "SRC664"
    title = "Parent code is missing"
    severity = "warning"


class CorrelationMalformed(SourceError):
    """A workbook that cannot be opened, or with no table from one edition to another."""

    code = "SRC665"
    title = "Correlation workbook is malformed"


class PairMalformed(SourceError):
    """A row without two codes, or with a relationship other than 1:1, 1:n, n:1, n:n. The row is skipped."""

    code = "SRC666"
    title = "Correlation row is malformed"
    severity = "warning"


class EditionUnknown(SourceError):
    """A list that does not say which edition of the HS it is."""

    code = "SRC667"
    title = "HS edition is unknown"
