"""Canonical RaC documents on their way into ``law``: ``<home>/rac/<origin>/<agreement>/<name>.json``.

A folder is one agreement of one origin; ``compiled.json`` in it says from what it was made and what came of it. It can
be made again at any time: the truth is in the landed bytes, the authored YAML and ``law``.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

import orjson

from psra_assets.foundation.settings import settings

Origin = Literal["authored", "hmrc"]
ORIGINS: tuple[Origin, ...] = ("authored", "hmrc")
_NOTE = "compiled.json"


class RacStore:
    """Documents of one origin."""

    def __init__(self, origin: Origin, root: Path | None = None) -> None:
        self._root = (root or settings().home / "rac") / origin

    def note(self, agreement: str) -> dict[str, Any]:
        """What was noted with the agreement's documents; empty if there are none."""
        path = self._root / agreement / _NOTE
        return dict(orjson.loads(path.read_bytes())) if path.is_file() else {}

    def replace(self, agreement: str, documents: Iterable[tuple[str, bytes]], note: Mapping[str, Any]) -> None:
        """Put an agreement's documents in place of those before; the note goes last, so that a crash leaves none."""
        folder = self._root / agreement
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for name, data in documents:
            (folder / name).write_bytes(data)
        (folder / _NOTE).write_bytes(orjson.dumps(note))

    def keep_only(self, agreements: Iterable[str]) -> None:
        """Remove what is not among ``agreements``."""
        wanted = set(agreements)
        for folder in self._root.glob("*"):
            if folder.name not in wanted:
                shutil.rmtree(folder)

    def documents(self) -> Iterator[tuple[str, bytes]]:
        """``(agreement/name, bytes)`` of every document, by path."""
        for path in sorted(self._root.glob("*/*.json")):
            if path.name != _NOTE:
                yield f"{path.parent.name}/{path.name}", path.read_bytes()
