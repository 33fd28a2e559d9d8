"""A folder of files as published: ``hmrc/``, ``taric/`` and ``hs/``, plain, gzip, tar.gz or ZIP.

A file that is no data set that we read is a finding and is passed over; so are folders of test data, drafts and
schemas, which look like data and must never be taken for it. ``publisher.json`` at the root names another publisher.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from psra_assets.sources.classify import Origin, folders_of, identify
from psra_assets.sources.errors import (
    Defects,
    NameTwice,
    NotRecognised,
    SourceError,
    TooLarge,
    Unreadable,
    UnsafeMember,
)
from psra_assets.sources.findings import Finding
from psra_assets.sources.landing import Published, Source
from psra_assets.sources.limits import DEFAULT_LIMITS, Limits
from psra_assets.sources.text import load_json
from psra_assets.sources.unpack import unpack

Progress = Callable[[str, int, int], None]

SOURCES: tuple[Source, ...] = ("hmrc", "taric", "hs")
PUBLISHER_FILE = "publisher.json"
_NOT_DATA = re.compile(r"(?:^|_)(?:fixtures?|drafts?|xsd|specs?|tests?)(?:_|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Inbound:
    """A document that is about to be landed."""

    published: Published
    data: bytes


class Inbox:
    """Reads a folder once. ``findings`` is complete when ``documents`` has been exhausted."""

    def __init__(self, root: Path, *, limits: Limits = DEFAULT_LIMITS) -> None:
        self._root = root
        self._limits = limits
        self.findings: list[Finding] = []
        self._seen: dict[tuple[str, str, str], str] = {}

    def documents(self, progress: Progress | None = None) -> Iterator[Inbound]:
        """Every recognised document, by path. SRC601 if it is missing or has no publisher's folder."""
        template = self._template()
        files = [(source, path) for source in self._sources() for path in self._files(source)]
        for done, (source, path) in enumerate(files, start=1):
            yield from self._file(source, path, template)
            if progress is not None:
                progress("ingest", done, len(files))

    def _sources(self) -> list[Source]:
        found = [source for source in SOURCES if (self._root / source).is_dir()]
        if not found:
            reason = "has none of the folders hmrc/, taric/ and hs/" if self._root.is_dir() else "is not a folder"
            raise Unreadable(
                f"The data folder {reason}.",
                place=str(self._root),
                remedy="Name the folder that holds the publishers' folders.",
            )
        return found

    def _template(self) -> Origin:
        path = self._root / PUBLISHER_FILE
        if not path.is_file():
            return Origin(url="")
        value = load_json(path.read_bytes(), PUBLISHER_FILE, Unreadable)
        if not isinstance(value, dict) or not isinstance(value.get("publisher"), str):
            raise Unreadable("An object with publisher and licence is expected.", place=PUBLISHER_FILE)
        return Origin(url="", publisher=value["publisher"], licence=str(value.get("licence", "")))

    def _files(self, source: Source) -> list[Path]:
        files: list[Path] = []
        for folder, folders, names in os.walk(self._root / source, onerror=self._unreadable(source)):
            for name in sorted(folders):
                if _NOT_DATA.search(name):
                    place = self._place(Path(folder) / name)
                    self._report(
                        source, NotRecognised("Folders of test data, drafts and schemas are passed over.", place=place)
                    )
            folders[:] = sorted(name for name in folders if not _NOT_DATA.search(name) and not name.startswith("."))
            files.extend(Path(folder) / name for name in sorted(names) if not name.startswith("."))
        return files

    def _unreadable(self, source: Source) -> Callable[[OSError], None]:
        def report(error: OSError) -> None:
            place = self._place(Path(str(error.filename)))
            self._report(source, Unreadable(f"The folder cannot be read: {error.strerror}.", place=place))

        return report

    def _file(self, source: Source, path: Path, template: Origin) -> Iterator[Inbound]:
        place = self._place(path)
        try:
            data = self._read(path, place)
        except SourceError as error:
            self._report(source, error)
            return
        yield from self.received(source, path.name, data, place=place, origin=replace(template, url=place))

    def received(self, source: Source, name: str, data: bytes, *, place: str, origin: Origin) -> Iterator[Inbound]:
        """The recognised documents in one file's bytes, wherever they came from."""
        defects: Defects = []
        for document in unpack(name, data, place=place, limits=self._limits, defects=defects):
            self._drain(source, defects)
            inner = document.place.removeprefix(place)
            url = f"{origin.url}{inner}"
            try:
                published = identify(
                    source, document, replace(origin, url=url, folders=folders_of(document.place)), self._limits
                )
                if published is None:
                    raise NotRecognised("This is not a data set that is read; it is passed over.", place=document.place)
                self._claim(published, document.place)
            except SourceError as error:
                self._report(source, error, name=document.name)
                continue
            yield Inbound(published, document.data)
        self._drain(source, defects)

    def _read(self, path: Path, place: str) -> bytes:
        try:
            if not path.resolve().is_relative_to(self._root.resolve()):
                raise UnsafeMember("The link leads out of the data folder.", place=place)
            if path.stat().st_size > self._limits.max_packed_bytes:
                raise TooLarge(f"The file has more than {self._limits.max_packed_bytes} bytes.", place=place)
            if not path.is_file():
                raise UnsafeMember("This is no regular file.", place=place)
            return path.read_bytes()
        except OSError as error:
            raise Unreadable(f"The file cannot be read: {error.strerror}.", place=place) from error

    def _claim(self, published: Published, place: str) -> None:
        key = (published.source, published.dataset, published.name)
        first = self._seen.setdefault(key, place)
        if first != place:
            raise NameTwice(
                f"{published.dataset} {published.name} was read from {first} already; this file is passed over.",
                place=place,
            )

    def _place(self, path: Path) -> str:
        return path.relative_to(self._root).as_posix() if path.is_relative_to(self._root) else path.as_posix()

    def _drain(self, source: Source, defects: Defects) -> None:
        for error in defects:
            self._report(source, error)
        defects.clear()

    def _report(self, source: Source, error: SourceError, name: str = "") -> None:
        self.findings.append(Finding.of(error, source=source, publisher=source, name=name))
