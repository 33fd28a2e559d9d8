"""What a document is: which data set of its publisher, and its name there. Content decides; names and folders add."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from psra_assets.sources.hmrc.classify import classify as classify_hmrc
from psra_assets.sources.landing import Published, Source
from psra_assets.sources.limits import Limits
from psra_assets.sources.names import Classified, Context
from psra_assets.sources.taric.classify import classify as classify_taric
from psra_assets.sources.unpack import Document
from psra_assets.sources.wco.classify import classify as classify_wco

SAMPLE = "psra-sample"

_CLASSIFY: dict[Source, Callable[[Document, Context], Classified | None]] = {
    "hmrc": classify_hmrc,
    "taric": classify_taric,
    "hs": classify_wco,
}
_REPLACES = frozenset({("hmrc", "rule_sets"), ("taric", "increments")})
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MEDIA_TYPES = {
    "json": "application/json",
    "xml": "application/xml",
    "workbook": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "tar": "application/x-tar",
    "text": "text/csv",
}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a document came from. ``publisher`` and ``licence`` override those of the data set (the bundled sample)."""

    url: str
    folders: tuple[str, ...] = ()
    etag: str | None = None
    publisher: str | None = None
    licence: str | None = None


def identify(source: Source, document: Document, origin: Origin, limits: Limits) -> Published | None:
    """What to land a document as; None if it is not read. Raises the publisher's error if it is broken."""
    context = Context(origin.folders, limits)
    found = _CLASSIFY[source](document, context)
    if found is None:
        return None
    name = found.name
    if origin.publisher == SAMPLE and (source, found.dataset) not in _REPLACES:
        name = f"{name}/sample"
    return Published(
        source=source,
        publisher=origin.publisher or found.publisher,
        dataset=found.dataset,
        name=name,
        url=origin.url,
        media_type=_MEDIA_TYPES[document.kind],
        licence=origin.licence or found.licence,
        published_on=found.published_on or _published_on(origin.folders),
        etag=origin.etag,
        container=document.container,
    )


def _published_on(folders: tuple[str, ...]) -> date | None:
    for folder in reversed(folders):
        match = _DATE.search(folder)
        if match is not None:
            try:
                return date.fromisoformat(match[0])
            except ValueError:
                continue
    return None


def folders_of(place: str) -> tuple[str, ...]:
    """The folders of a relative path, the publisher's own folder not among them."""
    return PurePosixPath(place.partition("!/")[0]).parts[1:-1]
