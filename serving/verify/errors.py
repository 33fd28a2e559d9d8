"""Errors of verification: input that is neither a PDF nor a payload."""

from __future__ import annotations

from serving.certificates.errors import DeclarationError


class NotVerifiable(DeclarationError):
    """The input is neither a PDF file nor a declaration's payload."""

    code = "DEC490"
    title = "Neither a PDF nor a payload"


class TooLargeToVerify(DeclarationError):
    """The input is larger than any certificate."""

    code = "DEC491"
    title = "Too large to verify"
    http_status = 413
