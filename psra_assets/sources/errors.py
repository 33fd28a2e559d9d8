"""Errors that any source may meet (SRC600-SRC619, SRC680-SRC689). A defect is an error with a severity.

An error that is raised ends the object that it names; one that is appended to ``defects`` is a finding, and the rest of
the object is read on.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from psra_assets.foundation.errors import PsraError

Severity = Literal["error", "warning", "info"]


class SourceError(PsraError):
    """Something that a publisher, a file or the network got wrong; the place is a line, a row or a pointer."""

    code = "SRC600"
    title = "Source defect"
    exit_status = 1
    http_status = 422
    severity: ClassVar[Severity] = "error"


Defects = list[SourceError]


class Unreadable(SourceError):
    """A file or folder is missing or may not be read."""

    code = "SRC601"
    title = "File or folder cannot be read"


class CorruptArchive(SourceError):
    """Compressed data ends early or fails its checksum."""

    code = "SRC602"
    title = "Archive is truncated or damaged"


class TooLarge(SourceError):
    """A file, an archive's content or its ratio of expansion passes the limit."""

    code = "SRC603"
    title = "Size limit exceeded"


class UnsafeMember(SourceError):
    """An archive member or a link points outside of its folder, or is not a regular file. It is skipped."""

    code = "SRC604"
    title = "Unsafe archive member"
    severity = "warning"


class MisnamedContainer(SourceError):
    """The name says one container, the content is another. The content is what counts."""

    code = "SRC605"
    title = "File name contradicts its content"
    severity = "warning"


class UnsupportedContainer(SourceError):
    """An encrypted archive, or a container that no publisher uses."""

    code = "SRC606"
    title = "Container is not supported"


class EmptyFile(SourceError):
    """Nothing in it."""

    code = "SRC607"
    title = "File is empty"
    severity = "warning"


class NotRecognised(SourceError):
    """A file that is no data set that we read. It is skipped."""

    code = "SRC608"
    title = "Not a data set that is read"
    severity = "info"


class TooDeep(SourceError):
    """Archives in archives, or values in values, beyond the limit."""

    code = "SRC609"
    title = "Nested too deeply"


class FetchFailed(SourceError):
    """The publisher's server could not be reached, or answered with an error, after every retry."""

    code = "SRC610"
    title = "Fetch failed"


class NotFoundAtPublisher(FetchFailed):
    """The publisher answers 404: it has no such file."""


class FetchTimeout(SourceError):
    """The publisher's server was too slow, after every retry."""

    code = "SRC611"
    title = "Fetch timed out"


class ResponseTruncated(SourceError):
    """The connection ended before the announced length, after every retry."""

    code = "SRC612"
    title = "Response is truncated"


class ResponseTooLarge(SourceError):
    """The response passes the limit; it was not read on."""

    code = "SRC613"
    title = "Response is too large"


class NoAddress(SourceError):
    """A live run for a publisher that has no known public address, and none is configured."""

    code = "SRC614"
    title = "No address configured"
    severity = "warning"


class LandingDamaged(SourceError):
    """Landed bytes no longer have the digest that they are stored under."""

    code = "SRC615"
    title = "Landed object is damaged"
    exit_status = 3
    http_status = 500


class ParseTimeout(SourceError):
    """Parsing took longer than the limit."""

    code = "SRC616"
    title = "Parsing took too long"


class WrongEncoding(SourceError):
    """Text that is not UTF-8."""

    code = "SRC617"
    title = "Text is not UTF-8"


class TooManyRecords(SourceError):
    """A file with more records, or an archive with more members, than the limit."""

    code = "SRC618"
    title = "Too many records"


class NameTwice(SourceError):
    """Two files of one run are the same object of a data set; the first is kept."""

    code = "SRC619"
    title = "Two files for one object"
    severity = "warning"


class LoadRefused(SourceError):
    """The database refused rows of an object; nothing of it was kept."""

    code = "SRC680"
    title = "Load refused"
