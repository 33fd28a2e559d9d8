"""From a file's bytes to the published documents in it: gzip, ZIP and tar, by content, within limits.

A document is what the publisher wrote; gzip and ZIP around it are packing. A tar of Markdown texts is itself the
document, since its members make sense only together.
"""

from __future__ import annotations

import io
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from psra_assets.sources.errors import (
    CorruptArchive,
    Defects,
    EmptyFile,
    MisnamedContainer,
    SourceError,
    TooDeep,
    TooLarge,
    TooManyRecords,
    UnsafeMember,
    UnsupportedContainer,
)
from psra_assets.sources.limits import Limits
from psra_assets.sources.sniff import Kind, expected, sniff, unsupported

_CHUNK = 1 << 18
_CONTAINERS = frozenset({"gzip", "zip", "workbook", "tar"})
_TEXTS = (".md", ".markdown")


@dataclass(frozen=True, slots=True)
class Document:
    """Published bytes. ``place`` names the file, and the member behind ``!/``; ``container`` is the archive's name."""

    name: str
    place: str
    kind: Kind
    data: bytes
    container: str | None = None


def unpack(name: str, data: bytes, *, place: str, limits: Limits, defects: Defects) -> Iterator[Document]:
    """The documents in a file. Defects of one member do not hide the others; they are appended to ``defects``."""
    try:
        yield from _Unpacker(limits, defects).documents(name, data, place=place, container=None, depth=0)
    except SourceError as error:
        defects.append(error)


class _Unpacker:
    """Holds what the members of one file share: the limits and the bytes that were unpacked so far."""

    def __init__(self, limits: Limits, defects: Defects) -> None:
        self._limits = limits
        self._defects = defects
        self._unpacked = 0

    def documents(self, name: str, data: bytes, *, place: str, container: str | None, depth: int) -> Iterator[Document]:
        kind = sniff(data)
        if kind == "empty":
            self._defects.append(EmptyFile("The file has no bytes.", place=place))
            return
        self._check_name(name, kind, place)
        if kind == "unsupported":
            raise UnsupportedContainer(
                f"{unsupported(data)} files are not read.",
                place=place,
                remedy="Provide it plain, or as gzip, ZIP or tar.",
            )
        if kind in ("gzip", "zip") and depth >= self._limits.max_archive_depth:
            raise TooDeep(f"Archives are nested deeper than {self._limits.max_archive_depth}.", place=place)
        if kind == "gzip":
            inner = self._gunzip(data, place)
            yield from self.documents(
                _without_gzip(name), inner, place=place, container=container or name, depth=depth + 1
            )
        elif kind == "zip":
            for member, content in self._members(self._zip_members(data, place), place):
                yield from self._member(member, content, place=place, container=name, depth=depth)
        elif kind == "tar":
            yield from self._tar(name, data, place=place, container=container, depth=depth)
        else:
            self._check_document(len(data), place)
            yield Document(name=name, place=place, kind=kind, data=data, container=container)

    def _tar(self, name: str, data: bytes, *, place: str, container: str | None, depth: int) -> Iterator[Document]:
        members = list(self._members(tar_members(data, place=place, limits=self._limits, defects=self._defects), place))
        if any(member.lower().endswith(_TEXTS) for member, _ in members):
            yield Document(name=name, place=place, kind="tar", data=data, container=container)
        for member, content in members:
            if not member.lower().endswith(_TEXTS):
                yield from self._member(member, content, place=place, container=container or name, depth=depth)

    def _member(self, member: str, content: bytes, *, place: str, container: str, depth: int) -> Iterator[Document]:
        inner_place = f"{place}!/{member}"
        try:
            yield from self.documents(
                PurePosixPath(member).name, content, place=inner_place, container=container, depth=depth + 1
            )
        except SourceError as error:
            self._defects.append(error)

    def _members(self, members: Iterator[tuple[str, bytes]], place: str) -> Iterator[tuple[str, bytes]]:
        for count, (member, content) in enumerate(members, start=1):
            if count > self._limits.max_members:
                raise TooManyRecords(f"The archive has more than {self._limits.max_members} members.", place=place)
            self._unpacked += len(content)
            if self._unpacked > self._limits.max_archive_bytes:
                raise TooLarge(f"The archive expands to more than {self._limits.max_archive_bytes} bytes.", place=place)
            yield member, content

    def _zip_members(self, data: bytes, place: str) -> Iterator[tuple[str, bytes]]:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                for info in archive.infolist():
                    if info.is_dir():
                        continue
                    inner = f"{place}!/{info.filename}"
                    if unsafe(info.filename) or stat.S_ISLNK(info.external_attr >> 16):
                        self._defects.append(UnsafeMember("The member is a link or leaves its folder.", place=inner))
                        continue
                    if info.flag_bits & 1:
                        raise UnsupportedContainer(
                            "The archive is encrypted.", place=inner, remedy="Provide it decrypted."
                        )
                    with archive.open(info) as stream:
                        yield info.filename, _read(stream, max(info.compress_size, 1), inner, self._limits)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:
            raise CorruptArchive(
                f"The ZIP cannot be read: {error}.", place=place, remedy="Fetch it again from the publisher."
            ) from error

    def _gunzip(self, data: bytes, place: str) -> bytes:
        return gunzip(data, place=place, limits=self._limits)

    def _check_name(self, name: str, kind: Kind, place: str) -> None:
        promised = expected(name)
        if promised is not None and promised != kind and (promised in _CONTAINERS or kind in _CONTAINERS):
            self._defects.append(
                MisnamedContainer(
                    f"The name promises {promised}, the content is {kind}; it was read as {kind}.", place=place
                )
            )

    def _check_document(self, size: int, place: str) -> None:
        if size > self._limits.max_document_bytes:
            raise TooLarge(
                f"The document has {size} bytes; {self._limits.max_document_bytes} are allowed.", place=place
            )


def gunzip(data: bytes, *, place: str, limits: Limits) -> bytes:
    """Expand gzip (several members too). Truncated or damaged: SRC602; too large or too dense: SRC603."""
    out = bytearray()
    rest = data
    while rest:
        stream = zlib.decompressobj(wbits=31)
        try:
            while not stream.eof:
                out += stream.decompress(rest, _CHUNK)
                rest = stream.unconsumed_tail
                _check_expansion(len(out), len(data), place, limits)
                if not rest and not stream.eof:
                    more = stream.decompress(b"", _CHUNK)
                    if not more and not stream.eof:
                        raise CorruptArchive(
                            f"The gzip stream ends early, after {len(data)} bytes.",
                            place=place,
                            remedy="Fetch it again from the publisher.",
                        )
                    out += more
        except zlib.error as error:
            raise CorruptArchive(
                f"The gzip stream is damaged: {error}.", place=place, remedy="Fetch it again from the publisher."
            ) from error
        rest = stream.unused_data.lstrip(b"\x00")
    return bytes(out)


def tar_members(data: bytes, *, place: str, limits: Limits, defects: Defects) -> Iterator[tuple[str, bytes]]:
    """Regular files of a tar in their order. Links, devices and names that leave the folder are findings."""
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
            for info in archive:
                if info.isdir():
                    continue
                inner = f"{place}!/{info.name}"
                if not info.isreg() or unsafe(info.name):
                    defects.append(UnsafeMember("The member is no regular file or leaves its folder.", place=inner))
                    continue
                stream = archive.extractfile(info)
                if stream is None:
                    continue
                yield info.name, _read(stream, len(data), inner, limits)
    except (tarfile.TarError, EOFError, ValueError, OSError) as error:
        raise CorruptArchive(
            f"The tar cannot be read: {error}.", place=place, remedy="Fetch it again from the publisher."
        ) from error


def unsafe(name: str) -> bool:
    """Whether a member's name is absolute, has a drive, a backslash or a NUL, or climbs out of its folder."""
    path = PurePosixPath(name)
    return not name or path.is_absolute() or "\\" in name or "\x00" in name or ".." in path.parts or name[1:2] == ":"


def _read(stream: object, packed: int, place: str, limits: Limits) -> bytes:
    out = bytearray()
    read = stream.read  # type: ignore[attr-defined]
    while chunk := read(_CHUNK):
        out += chunk
        _check_expansion(len(out), packed, place, limits)
    return bytes(out)


def _check_expansion(size: int, packed: int, place: str, limits: Limits) -> None:
    if size > limits.max_document_bytes:
        raise TooLarge(f"It expands to more than {limits.max_document_bytes} bytes.", place=place)
    if size > limits.ratio_floor_bytes and size > packed * limits.max_ratio:
        raise TooLarge(f"It expands to more than {limits.max_ratio} times its size.", place=place)


def _without_gzip(name: str) -> str:
    lower = name.lower()
    if lower.endswith(".tgz"):
        return name[:-4] + ".tar"
    for suffix in (".gz", ".gzip"):
        if lower.endswith(suffix):
            return name[: -len(suffix)]
    return name
