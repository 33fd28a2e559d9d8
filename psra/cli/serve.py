"""``psra serve``, ``psra dev``, ``psra docs``: the pages and the API."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from psra.cli.console import err
from psra_assets.foundation.errors import EnvironmentFault
from psra_assets.foundation.settings import PROJECT_ROOT

_BIN = Path(sys.executable).parent


def serve(
    host: Annotated[str, typer.Option(help="address to listen on")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="port; 0 takes a free one")] = 8000,
    all_: Annotated[bool, typer.Option("--all", help="Dagster's web server and daemon too")] = False,
) -> None:
    """Serve the API on the published tables."""
    from psra_assets.foundation.postgres import database
    from serving.server import run

    database().prepare()
    companion = _start_dagster(port + 1) if all_ else None
    try:
        run(host=host, port=port)
    finally:
        if companion is not None:
            _stop(companion)


def dev(port: Annotated[int, typer.Option(help="port of the web server")] = 3000) -> None:
    """Open Dagster's web server and daemon with the whole graph."""
    # Whoever stops us by SIGTERM means Dagster, too: without a handler it would outlive us.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    process = _start_dagster(port)
    err.out(f"Dagster: http://127.0.0.1:{port} (stop with Ctrl-C)", highlight=False)
    try:
        raise typer.Exit(3 if process.wait() else 0)
    except KeyboardInterrupt:
        err.out("stopping Dagster", highlight=False)
    finally:
        _stop(process)


def docs(open_port: Annotated[int, typer.Option("--port", help="serve them on this port; 0 only builds")] = 0) -> None:
    """Build dbt's documentation of the tables in dbt_project/target."""
    from psra_assets.foundation.postgres import database
    from psra_assets.rule_tables.dbt import dbt_environment

    db = database()
    db.prepare()
    environment = os.environ | dbt_environment(db.url())
    _dbt(["docs", "generate", "--static"], environment)
    page = PROJECT_ROOT / "dbt_project" / "target" / "static_index.html"
    err.out(f"dbt docs: {page}", highlight=False)
    if open_port:
        _dbt(["docs", "serve", "--no-browser", "--port", str(open_port)], environment)


def _dbt(arguments: Sequence[str], environment: dict[str, str]) -> None:
    folder = str(PROJECT_ROOT / "dbt_project")
    command = [str(_BIN / "dbt"), "--quiet", *arguments, "--project-dir", folder, "--profiles-dir", folder]
    if subprocess.run(command, env=environment, check=False).returncode:
        raise EnvironmentFault("dbt failed; its messages stand above.")


def _start_dagster(port: int) -> subprocess.Popen[bytes]:
    from psra_assets.automation.instance import dagster_environment
    from psra_assets.foundation.postgres import database

    db = database()
    db.prepare()
    command = [str(_BIN / "dagster"), "dev", "-w", str(PROJECT_ROOT / "workspace.yaml"), "-p", str(port)]
    return subprocess.Popen(
        command,
        cwd=PROJECT_ROOT,
        env=os.environ | dagster_environment(db),
        preexec_fn=_default_signals,
        # A group of its own, so that its web server and daemon can be ended with it.
        start_new_session=True,
    )


def _default_signals() -> None:
    """Dagster started from a shell's background job would ignore SIGTERM and outlive us."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End Dagster and what it started: politely, and after twenty seconds for certain."""
    if process.poll() is None:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=20)
    # Nothing of the group is left where it ended in order.
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
