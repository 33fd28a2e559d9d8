"""``psra doctor``: what is missing on this machine, and how to mend it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import typer

from psra.cli.console import err, out
from psra_assets.foundation.errors import PsraError
from psra_assets.foundation.settings import PROJECT_ROOT, settings


def _python() -> str:
    if not (3, 11) <= sys.version_info < (3, 14):
        raise RuntimeError("install Python 3.11, 3.12 or 3.13")
    return sys.version.split()[0]


def _rust() -> str:
    cargo = shutil.which("cargo")
    if cargo is None:
        raise RuntimeError("install the toolchain of rust-toolchain.toml: https://rustup.rs")
    return cargo


def _native() -> str:
    if find_spec("psra_native") is None:
        raise RuntimeError("run `make setup`")
    import psra_native

    return str(psra_native.__version__)


def _database() -> str:
    from psra_assets.foundation.postgres import database

    db = database()
    db.prepare()
    with db.connect() as connection:
        row = connection.execute("select current_setting('server_version')").fetchone()
    kind = "embedded" if db.is_embedded else "PSRA_DATABASE_URL"
    return f"PostgreSQL {row[0] if row else '?'} ({kind})"


def _home() -> str:
    settings().home.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(settings().home).free // 2**30
    if free < 2:
        raise RuntimeError(f"only {free} GiB free in {settings().home}; free some, or set PSRA_HOME")
    return f"{settings().home} ({free} GiB free)"


def _manifest() -> str:
    manifest = PROJECT_ROOT / "dbt_project" / "target" / "manifest.json"
    if not manifest.exists():
        raise RuntimeError("run `make run`; it parses the dbt project once")
    return str(manifest.relative_to(PROJECT_ROOT))


def _browser() -> str:
    found = next((p for p in (Path("/usr/bin/chromium"), Path("/usr/bin/chromium-browser")) if p.exists()), None)
    if found is None:
        raise RuntimeError("only for one test: apt-get install chromium")
    return str(found)


_CHECKS: tuple[tuple[str, bool, Callable[[], str]], ...] = (
    ("Python", True, _python),
    ("Rust", True, _rust),
    ("native engine", True, _native),
    ("data folder", True, _home),
    ("database", True, _database),
    ("dbt manifest", False, _manifest),
    ("Chromium", False, _browser),
)


def doctor() -> None:
    """Say what is missing on this machine and how to mend it. Status 3 if something needed is."""
    failed = False
    for name, needed, check in _CHECKS:
        try:
            out.print(f"[green]ok[/]       {name}: {check()}", highlight=False, soft_wrap=True)
        except (RuntimeError, PsraError) as problem:
            failed = failed or needed
            mark = "[red]missing[/]" if needed else "[yellow]optional[/]"
            out.print(f"{mark}  {name}:", end=" ", highlight=False)
            out.out(str(problem), highlight=False)
    if failed:
        err.out("something that the platform needs is missing", highlight=False)
        raise typer.Exit(3)
