"""The landing store: published bytes under their SHA-256, and a manifest that says where they came from.

``<root>/<aa>/<sha256>`` holds the bytes (0600), ``<root>/manifest.jsonl`` one JSON object a line.
A file appears whole or not at all: it is written beside its place, synced, and renamed. Nothing is ever overwritten.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Literal

import orjson

from psra_assets.sources.errors import LandingDamaged, Unreadable

Source = Literal["hmrc", "taric", "hs"]

_FILE_MODE = 0o600
_FOLDER_MODE = 0o700


@dataclass(frozen=True, slots=True)
class Published:
    """What is known about a document before it is landed. ``name`` is unique within its data set."""

    source: Source
    publisher: str
    dataset: str
    name: str
    url: str
    media_type: str
    licence: str
    published_on: date | None = None
    etag: str | None = None
    container: str | None = None


@dataclass(frozen=True, slots=True)
class LandedObject:
    """One line of the manifest, and the way back to the bytes."""

    published: Published
    sha256: str
    size: int
    fetched_at: datetime
    last_seen_at: datetime
    path: Path

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What identifies the object: the same bytes may be published under several names."""
        return (self.published.source, self.published.dataset, self.published.name, self.sha256)

    @property
    def place(self) -> str:
        """Where a reader finds it: the publisher's address, or the file that it was read from."""
        return self.published.url

    def read_bytes(self) -> bytes:
        """The published bytes; SRC615 if they are not what was landed."""
        try:
            data = self.path.read_bytes()
        except OSError as error:
            raise LandingDamaged(
                f"{self.path.name} is gone: {error.strerror}.", place=self.place, remedy="Run the ingest again."
            ) from error
        if hashlib.sha256(data).hexdigest() != self.sha256:
            raise LandingDamaged(
                "The stored bytes differ from their digest.",
                place=str(self.path),
                remedy="Delete the file and ingest again.",
            )
        return data


class LandingStore:
    """A folder of landed objects. Safe to share between processes."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._manifest = root / "manifest.jsonl"
        self._known: dict[tuple[str, str, str, str], LandedObject] = {}
        self._by_address: dict[str, list[LandedObject]] = {}
        self._read_to = 0

    @property
    def root(self) -> Path:
        """The folder."""
        return self._root

    def land(self, published: Published, data: bytes, *, now: datetime) -> LandedObject:
        """Keep the bytes and their manifest line. Landing the same bytes under the same name again adds nothing."""
        digest = hashlib.sha256(data).hexdigest()
        path = self._root / digest[:2] / digest
        with self._locked():
            self._write(path, data)
            known = self._known.get((published.source, published.dataset, published.name, digest))
            if known is not None and known.published == published:
                return replace(known, last_seen_at=now)
            fetched_at = known.fetched_at if known is not None else now
            landed = LandedObject(published, digest, len(data), fetched_at, now, path)
            self._append(landed)
            return landed

    def objects(self) -> list[LandedObject]:
        """Everything that the manifest lists, in the order in which it was landed."""
        with self._locked():
            return list(self._known.values())

    def latest_from(self, address: str) -> list[LandedObject]:
        """What the newest answer of an address held (an archive holds several), for a conditional request.

        Empty where the answer carried no validator or any of its bytes are gone: then the request is unconditional.
        """
        with self._locked():
            landed = list(self._by_address.get(address, ()))
        sound = all(item.published.etag and item.path.is_file() for item in landed)
        return landed if sound else []

    @contextmanager
    def _locked(self) -> Iterator[None]:
        try:
            self._root.mkdir(parents=True, exist_ok=True, mode=_FOLDER_MODE)
            with (self._root / ".lock").open("ab") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                self._refresh()
                yield
        except OSError as error:
            raise Unreadable(
                f"The landing folder cannot be written: {error.strerror}.",
                place=str(self._root),
                remedy="Check its owner and the free space, or set PSRA_HOME.",
            ) from error

    def _refresh(self) -> None:
        if not self._manifest.is_file() or self._manifest.stat().st_size == self._read_to:
            return
        with self._manifest.open("rb") as stream:
            stream.seek(self._read_to)
            for line in stream:
                if line.endswith(b"\n"):
                    self._remember(self._parsed(line))
                    self._read_to += len(line)

    def _parsed(self, line: bytes) -> LandedObject:
        try:
            return _from_line(line, self._root)
        except (ValueError, KeyError, TypeError) as error:
            raise LandingDamaged(
                "A line of the manifest cannot be read.",
                place=f"{self._manifest}@{self._read_to}",
                remedy="Move the landing folder away and ingest again.",
            ) from error

    def _remember(self, landed: LandedObject) -> None:
        self._known[landed.key] = landed
        address = landed.published.url.partition("!/")[0]
        answer = self._by_address.setdefault(address, [])
        if answer and answer[0].published.etag != landed.published.etag:
            answer.clear()
        answer[:] = [item for item in answer if item.published.url != landed.published.url]
        answer.append(landed)

    def _append(self, landed: LandedObject) -> None:
        line = _to_line(landed)
        with self._manifest.open("r+b" if self._manifest.exists() else "x+b") as stream:
            self._manifest.chmod(_FILE_MODE)
            stream.truncate(self._read_to)  # a line that a crash cut short
            stream.seek(self._read_to)
            stream.write(line)
            stream.flush()
            os.fsync(stream.fileno())
        self._remember(landed)
        self._read_to += len(line)

    def _write(self, path: Path, data: bytes) -> None:
        if path.is_file() and path.stat().st_size == len(data):
            return
        path.parent.mkdir(exist_ok=True, mode=_FOLDER_MODE)
        temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        try:
            with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _FILE_MODE), "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _to_line(landed: LandedObject) -> bytes:
    p = landed.published
    record = {
        "source": p.source, "publisher": p.publisher, "dataset": p.dataset, "name": p.name, "url": p.url,
        "sha256": landed.sha256, "size": landed.size, "media_type": p.media_type, "licence": p.licence,
        "fetched_at": landed.fetched_at, "published_on": p.published_on, "etag": p.etag, "container": p.container,
    }  # fmt: skip
    return orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE | orjson.OPT_UTC_Z)


def _from_line(line: bytes, root: Path) -> LandedObject:
    record = orjson.loads(line)
    published_on = record["published_on"]
    fetched_at = datetime.fromisoformat(record["fetched_at"])
    return LandedObject(
        published=Published(
            source=record["source"],
            publisher=record["publisher"],
            dataset=record["dataset"],
            name=record["name"],
            url=record["url"],
            media_type=record["media_type"],
            licence=record["licence"],
            published_on=date.fromisoformat(published_on) if published_on else None,
            etag=record["etag"],
            container=record["container"],
        ),
        sha256=record["sha256"],
        size=record["size"],
        fetched_at=fetched_at,
        last_seen_at=fetched_at,
        path=root / record["sha256"][:2] / record["sha256"],
    )
