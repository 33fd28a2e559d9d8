"""A scheme's articles and introductory notes, as a folder or as the publisher's archives have them."""

from __future__ import annotations

import hashlib
import tarfile
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from psra_assets.rac.compile.errors import UnreadableRuleSets

_LARGEST = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class ArticleBundle:
    """Articles by file name (``tolerances.md``) and introductory notes of one scheme, bytes as published."""

    articles: dict[str, bytes] = field(default_factory=dict)
    notes: dict[str, bytes] = field(default_factory=dict)

    def digest(self, name: str) -> str | None:
        """SHA-256 of an article, or nothing if the scheme has none of that name."""
        data = self.articles.get(name)
        return hashlib.sha256(data).hexdigest() if data else None

    def texts(self) -> list[str]:
        """The notes and articles as text."""
        return [data.decode("utf-8", "replace") for data in (*self.notes.values(), *self.articles.values())]


class ArticleShelf:
    """All schemes' articles. The folder holds ``<scheme>/*.md``, ``articles/<scheme>/*.md``, ``*_intro.md``, or the
    archives ``articles.tar.gz`` and ``introductory_notes.tar.gz``.
    """

    def __init__(self, folder: Path) -> None:
        self._articles: dict[str, dict[str, bytes]] = {}
        self._notes: dict[str, dict[str, bytes]] = {}
        for path in sorted(folder.rglob("*")):
            if path.name.endswith((".tar.gz", ".tgz")):
                self._unpack(path)
            elif path.suffix == ".md" and path.is_file():
                self._put(PurePosixPath(path.relative_to(folder).as_posix()), path.read_bytes())

    def bundle(self, scheme: str) -> ArticleBundle:
        """What the shelf has of a scheme; empty if nothing."""
        return ArticleBundle(self._articles.get(scheme, {}), self._notes.get(scheme, {}))

    def _put(self, path: PurePosixPath, data: bytes) -> None:
        if path.name.endswith("_intro.md"):
            scheme = path.name.removesuffix("_intro.md").replace("_", "-")
            self._notes.setdefault(scheme, {})[path.name] = data
        elif len(path.parts) > 1:
            self._articles.setdefault(path.parts[-2], {})[path.name] = data

    def _unpack(self, archive: Path) -> None:
        try:
            with tarfile.open(archive, "r:gz") as tar:
                for member in tar:
                    if member.isfile() and member.name.endswith(".md") and member.size <= _LARGEST:
                        stream = tar.extractfile(member)
                        if stream is not None:
                            self._put(PurePosixPath(member.name), stream.read())
        except (tarfile.TarError, OSError, EOFError) as error:
            raise UnreadableRuleSets(f"the archive cannot be read: {error}.", place=str(archive)) from error
