"""Media types: what is read, what is produced."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request

from serving.errors import NotAcceptable, UnsupportedMediaType

JSON = "application/json"
PDF = "application/pdf"
JSON_LINES = ("application/x-ndjson", "application/jsonl")
YAML = ("application/yaml", "application/x-yaml", "text/yaml")
OCTETS = "application/octet-stream"


def content_type(request: Request, accepted: Sequence[str]) -> str:
    """The body's media type without its parameters; ``UnsupportedMediaType`` unless it is one of ``accepted``."""
    given = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if given not in accepted:
        raise UnsupportedMediaType(
            f"{given or 'a body without a media type'} is not read here.",
            place="header Content-Type",
            remedy=f"Send {' or '.join(accepted)}.",
        )
    return given


def negotiate(request: Request, offered: Sequence[str]) -> str:
    """The first of ``offered`` with the highest quality in Accept; ``NotAcceptable`` if none is acceptable."""
    ranges = list(_ranges(request.headers.get("accept", "*/*")))
    best = max(offered, key=lambda media: _quality(media, ranges))
    if _quality(best, ranges) <= 0:
        raise NotAcceptable(
            "no media type in Accept can be produced.", place="header Accept", remedy=f"Accept {' or '.join(offered)}."
        )
    return best


def _ranges(accept: str) -> Sequence[tuple[str, float]]:
    found = []
    for item in accept.split(","):
        media, *parameters = (part.strip().lower() for part in item.split(";"))
        quality = 1.0
        for parameter in parameters:
            if parameter.startswith("q="):
                try:
                    quality = float(parameter[2:])
                except ValueError:
                    quality = 0.0
        found.append((media, quality))
    return found


def _quality(media: str, ranges: Sequence[tuple[str, float]]) -> float:
    """The quality of the most specific range that covers the media type."""
    for pattern in (media, media.partition("/")[0] + "/*", "*/*"):
        qualities = [quality for given, quality in ranges if given == pattern]
        if qualities:
            return max(qualities)
    return 0.0
