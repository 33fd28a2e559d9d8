"""Defects of the UK Trade Tariff's publications (SRC620-SRC639)."""

from __future__ import annotations

from psra_assets.sources.errors import SourceError


class NotJson(SourceError):
    """A rule-set file, scheme list or API response that is no JSON."""

    code = "SRC620"
    title = "Not JSON"


class WrongShape(SourceError):
    """A value is missing or of the wrong type; the place is a JSON pointer. What it belongs to is skipped."""

    code = "SRC621"
    title = "JSON has the wrong shape"


class RangeMalformed(SourceError):
    """``min`` or ``max`` is not ten digits, as in ``1506and1520``. The row is landed and marked."""

    code = "SRC622"
    title = "Range is not ten digits"
    severity = "warning"


class RangeReversed(SourceError):
    """``min`` is above ``max``. The row is landed and marked."""

    code = "SRC623"
    title = "Range is reversed"
    severity = "warning"


class RuleTextEmpty(SourceError):
    """A rule without words."""

    code = "SRC624"
    title = "Rule text is empty"
    severity = "warning"


class HeadingMissing(SourceError):
    """A rule set that prints no heading."""

    code = "SRC625"
    title = "Heading is missing"
    severity = "warning"


class ChapterContradicts(SourceError):
    """``chapter`` is none of the chapters that the range covers. The range is what counts."""

    code = "SRC626"
    title = "Chapter contradicts the range"
    severity = "info"


class NoRules(SourceError):
    """A rule set with an empty list of rules."""

    code = "SRC627"
    title = "Rule set has no rules"
    severity = "warning"


class DocumentEmpty(SourceError):
    """An article, proof or note that is published as an empty file."""

    code = "SRC628"
    title = "Document is empty"
    severity = "info"


class ApiError(SourceError):
    """A recorded response that is the API's error document."""

    code = "SRC629"
    title = "API answered with an error"
    severity = "info"


class ExtractPartial(SourceError):
    """A CDS extract with fewer records than its header announces."""

    code = "SRC630"
    title = "CDS extract is partial"
    severity = "warning"


class ExtractMalformed(SourceError):
    """A CDS extract that is no well-formed ``TariffHistoryResponse``."""

    code = "SRC631"
    title = "CDS extract is malformed"


class Duplicate(SourceError):
    """The same scheme or item twice in one file; the first is kept."""

    code = "SRC632"
    title = "Listed twice"
    severity = "warning"


class RuleSetMissing(SourceError):
    """The scheme list names a scheme, and the publisher has no rule-set file for it."""

    code = "SRC633"
    title = "Rule-set file is missing"
    severity = "warning"
