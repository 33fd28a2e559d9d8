"""Canonical bytes and digests: RFC 8785, SHA-256."""

from __future__ import annotations

import hashlib
from typing import Any

import rfc8785

from psra_assets.contracts.base import Contract


def canonical(document: Any) -> bytes:
    """The RFC 8785 form of JSON data or of a contract."""
    if isinstance(document, Contract):
        document = document.model_dump(mode="json", by_alias=True)
    return rfc8785.dumps(document)


def sha256(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def digest(document: Any) -> str:
    """SHA-256 of the RFC 8785 form: of a declaration's payload, its notary hash."""
    return sha256(canonical(document))
