"""What a presented file says of itself, read from bytes that nobody vouches for.

The marks are searched as bytes, not by a PDF reader: a damaged file still gives them, and a hostile one gets no parser.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from uuid import UUID

import rfc8785

from serving.certificates.payload import digest

_ID = re.compile(rb'(?:psra-certificate:|"certificate_id":")([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})')
_HASH = re.compile(rb"psra-payload-sha256:([0-9a-f]{64})")
_PAYLOAD_BEGINS, _PAYLOAD_ENDS = b'{"certificate_id":"', b"}\nendstream"
_MOST = 8
"""Marks that are looked up: a certificate bears two or three, a hostile file may bear a million."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Certificate ids and payload digests that the bytes name, and the attached payload as it stands."""

    certificate_ids: tuple[UUID, ...]
    payload_digests: tuple[str, ...]
    payload: bytes | None


def marks_of(content: bytes) -> Marks:
    """The marks in a file's bytes, in time that grows with the file's length and no faster."""
    return Marks(
        tuple(UUID(found.decode()) for found in _first(_ID, content)),
        tuple(found.decode() for found in _first(_HASH, content)),
        _attached(content),
    )


def _first(pattern: re.Pattern[bytes], content: bytes) -> list[bytes]:
    """The first few different values of a mark."""
    found: dict[bytes, None] = {}
    for match in pattern.finditer(content):
        found.setdefault(match[1])
        if len(found) == _MOST:
            break
    return list(found)


def _attached(content: bytes) -> bytes | None:
    begin = content.find(_PAYLOAD_BEGINS)
    end = content.find(_PAYLOAD_ENDS, begin)
    return None if begin < 0 or end < 0 else content[begin : end + 1]


def is_pdf(content: bytes) -> bool:
    """Whether the bytes claim to be a PDF: the header within the first kilobyte, as readers accept it."""
    return b"%PDF-" in content[:1024]


def payload_of(content: bytes) -> tuple[dict[str, object], str] | None:
    """The JSON object in ``content`` with the digest of its RFC 8785 form; None if it is none or has no such form.

    A key that stands twice is refused: readers disagree on which one counts.
    """
    try:
        document = json.loads(content, object_pairs_hook=_once)
        return (document, digest(document)) if isinstance(document, dict) else None
    except (ValueError, RecursionError, rfc8785.CanonicalizationError):
        return None


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found
