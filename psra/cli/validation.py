"""``psra rac validate``: which files, what is found, and what is mended."""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from psra_assets.foundation.errors import InputError, UsageError

if TYPE_CHECKING:
    import psra_native

_SUFFIXES = {".yaml", ".yml", ".json"}


class Mended(NamedTuple):
    """Documents after their certain remedies, and what was mended in which of them."""

    documents: list[tuple[str, bytes]]
    applied: list[psra_native.Diagnostic]
    files: int


def documents_in(paths: Sequence[Path]) -> list[tuple[str, bytes]]:
    """Every RaC file below the paths, in order of name, each once. Raises ``InputError`` for what cannot be read."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            below = (p for p in path.rglob("*") if p.suffix.lower() in _SUFFIXES and p.is_file())
            found |= dict.fromkeys(sorted(below))
        elif path.is_file():
            found[path] = None
        else:
            raise InputError("no such file or folder.", place=str(path))
    try:
        return [(str(path), path.read_bytes()) for path in found]
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}.", place=str(error.filename)) from error


def day(text: str | None) -> str | None:
    """The day as the validator takes it. Raises ``UsageError`` for what is no day of the calendar."""
    if text is None:
        return None
    try:
        if len(text) == 10 and dt.date.fromisoformat(text):
            return text
    except ValueError:
        pass
    raise UsageError(f"{text} is not a day.", remedy="Write --as-of as YYYY-MM-DD.")


def mend(documents: Sequence[tuple[str, bytes]], as_of: str | None) -> Mended:
    """Apply every certain remedy, and write the files that it changes."""
    import psra_native

    after: list[tuple[str, bytes]] = []
    applied: list[psra_native.Diagnostic] = []
    files = 0
    for path, data in documents:
        fixed, done = psra_native.fix(path, data, as_of=as_of)
        if fixed != data:
            _replace(Path(path), fixed)
            files += 1
        applied += done
        after.append((path, fixed))
    return Mended(after, applied, files)


def _replace(path: Path, data: bytes) -> None:
    """Write the file in one step, so that a run that is stopped leaves the old one or the new one."""
    target = path.resolve()
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        beside = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            beside.chmod(target.stat().st_mode & 0o777)
            beside.replace(target)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise InputError(f"cannot be mended: {error.strerror}.", place=str(path)) from error
