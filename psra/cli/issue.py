"""``psra issue`` and ``psra verify``: declarations out, and what a file in hand is worth."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from psra.cli import diagnostics
from psra.cli.console import err
from psra_assets.foundation.errors import InputError


def issue(
    request: Annotated[Path, typer.Argument(metavar="CASE.json", help="the declaration's request with its cases")],
    out_file: Annotated[Path, typer.Option("--out", help="file for the PDF")],
) -> None:
    """Issue a long-term supplier's declaration on the published rules, and enter it in the ledger."""
    from psra_assets.foundation.postgres import database
    from psra_assets.foundation.settings import settings
    from serving.certificates import service

    body = _read(request)
    db = database()
    db.prepare()
    with db.connect() as connection:
        issued = service.issue_json(connection, body, tenant=settings().tenant, today=datetime.now(UTC).date())
    out_file.parent.mkdir(parents=True, exist_ok=True)
    out_file.write_bytes(issued.pdf)
    diagnostics.print_issued(issued, out_file)


def verify(file: Annotated[Path, typer.Argument(metavar="FILE.pdf", help="the declaration in hand")]) -> None:
    """Compare a declaration byte by byte with the local ledger. Status 1 if it is refused.

    Offline proof for third parties comes with signatures; without the ledger nothing is proven, and this says so.
    """
    from psra_assets.foundation.postgres import database
    from psra_assets.foundation.settings import settings
    from serving.verify import service

    content = _read(file)
    db = database()
    db.prepare()
    with db.connect() as connection:
        verification = service.verify(connection, content, tenant=settings().tenant)
    diagnostics.print_verification(verification)
    if not verification.is_genuine:
        err.out("refused", highlight=False)
        raise typer.Exit(1)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}.", place=str(path)) from error
