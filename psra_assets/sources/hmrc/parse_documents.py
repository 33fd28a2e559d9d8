"""Legal texts: tars of Markdown, ``articles/<scheme>/<article>.md``, ``proofs/<scheme>/<proof>.md``,
``fta_intro/<scheme>.md``, ``introductory_notes/<scheme>_intro.md``. Northern Ireland's lie below ``roo_schemes_xi/``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from psra_assets.sources.errors import Defects, SourceError
from psra_assets.sources.hmrc.errors import DocumentEmpty
from psra_assets.sources.hmrc.records import DocumentRecord, Edition
from psra_assets.sources.limits import DEFAULT_LIMITS, Budget, Limits
from psra_assets.sources.text import decode
from psra_assets.sources.unpack import tar_members

_KINDS = {
    "articles": "article",
    "proofs": "proof",
    "fta_intro": "introduction",
    "introductory_notes": "introductory_note",
}
_INTRO = "_intro"


def parse_documents(
    data: bytes, *, place: str, defects: Defects, limits: Limits = DEFAULT_LIMITS
) -> Iterator[DocumentRecord]:
    """One record a Markdown file of the tar. An empty one is a finding and a record; one that is no text is skipped."""
    budget = Budget(limits, place)
    for name, content in tar_members(data, place=place, limits=limits, defects=defects):
        if not name.lower().endswith((".md", ".markdown")):
            continue
        budget.spend()
        inner = f"{place}!/{name}"
        try:
            words = decode(content, inner)
        except SourceError as error:
            defects.append(error)
            continue
        if not words.strip():
            defects.append(DocumentEmpty("The text is published as an empty file.", place=inner))
        path = PurePosixPath(name)
        kind, scheme, document = _identity(path)
        edition: Edition = "xi" if "roo_schemes_xi" in path.parts else "uk"
        yield DocumentRecord(
            edition, kind, scheme, document, name, hashlib.sha256(content).hexdigest(), len(content), words
        )


def _identity(path: PurePosixPath) -> tuple[str, str, str]:
    folders = path.parts[:-1]
    position = next((index for index, folder in enumerate(folders) if folder in _KINDS), None)
    if position is None:
        return "other", folders[-1] if folders else "", path.stem
    kind = _KINDS[folders[position]]
    below = folders[position + 1 :]
    scheme = below[0] if below else path.stem.removesuffix(_INTRO)
    return kind, scheme, path.stem
