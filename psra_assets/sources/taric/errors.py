"""Defects of TARIC's publications (SRC640-SRC659)."""

from __future__ import annotations

from psra_assets.sources.errors import SourceError


class XmlMalformed(SourceError):
    """The XML ends early or is not well-formed. Nothing of the file is applied."""

    code = "SRC640"
    title = "XML is truncated or malformed"


class XmlForbidden(SourceError):
    """The XML has a document type: entities are refused. Nothing of the file is applied."""

    code = "SRC641"
    title = "XML has a document type"


class EnvelopeMalformed(SourceError):
    """The XML is no TARIC3 envelope of transactions and records. Nothing of the file is applied."""

    code = "SRC642"
    title = "Not a TARIC3 envelope"


class RecordUnknown(SourceError):
    """A record type that the schema does not have. It is landed under its whole content as key."""

    code = "SRC643"
    title = "Unknown record type"
    severity = "warning"


class RecordMalformed(SourceError):
    """A record without its technical fields, its element or its key. Nothing of the file is applied."""

    code = "SRC644"
    title = "Record is malformed"


class UpdateTypeUnknown(SourceError):
    """``update.type`` is not 1, 2 or 3. Nothing of the file is applied: the records after it may rest on it."""

    code = "SRC645"
    title = "Unknown update type"


class BaseMissing(SourceError):
    """An update or deletion of a record that no increment before it inserted. Usual where increments start mid-way."""

    code = "SRC646"
    title = "Changed record was not seen before"
    severity = "info"


class InsertTwice(SourceError):
    """An insertion of a record that stands already; the later one counts."""

    code = "SRC647"
    title = "Record was inserted twice"
    severity = "warning"


class EnvelopeMissing(SourceError):
    """Increments are numbered; a number is missing between two that are there."""

    code = "SRC648"
    title = "Increment is missing"
    severity = "warning"


class WorkbookMalformed(SourceError):
    """A workbook that cannot be opened, or without the columns that it should have."""

    code = "SRC650"
    title = "Workbook is malformed"


class RowMalformed(SourceError):
    """A workbook row with a code or date that cannot be read. It is skipped."""

    code = "SRC651"
    title = "Workbook row is malformed"
    severity = "warning"
