"""What a presented file says of itself, read from bytes that nobody vouches for.

The marks are searched as bytes, not by a PDF reader: a damaged file still gives them, and a hostile one gets no parser.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from uuid import UUID

_ID = re.compile(rb'(?:psra-certificate:|"certificate_id":")([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})')
_HASH = re.compile(rb"psra-payload-sha256:([0-9a-f]{64})")
_PAYLOAD = re.compile(rb'\{"certificate_id":"[^\x00]{0,4000000}?\}(?=\r?\nendstream)')


@dataclass(frozen=True, slots=True)
class Marks:
    """Certificate ids and payload digests that the bytes name, and the attached payload as it stands."""

    certificate_ids: tuple[UUID, ...]
    payload_digests: tuple[str, ...]
    payload: bytes | None


def marks_of(content: bytes) -> Marks:
    """The marks in a file's bytes."""
    attached = _PAYLOAD.search(content)
    return Marks(
        tuple(UUID(found.decode()) for found in dict.fromkeys(_ID.findall(content))),
        tuple(found.decode() for found in dict.fromkeys(_HASH.findall(content))),
        attached[0] if attached else None,
    )


def is_pdf(content: bytes) -> bool:
    """Whether the bytes claim to be a PDF: the header within the first kilobyte, as readers accept it."""
    return b"%PDF-" in content[:1024]


def payload_of(content: bytes) -> dict[str, object] | None:
    """The JSON object in ``content``; None if it is none."""
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        return None
    return document if isinstance(document, dict) else None
