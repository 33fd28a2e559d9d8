"""Errors of the ledger."""

from __future__ import annotations

from psra_assets.foundation.errors import PsraError
from serving.errors import NotFound


class UnknownEntry(NotFound):
    """The ledger has no entry of that index."""

    code = "DEC487"
    title = "Unknown ledger entry"


class LedgerBroken(PsraError):
    """The chain does not hold: an entry was changed, removed or inserted behind the application's back."""

    code = "DEC488"
    title = "Ledger broken"
    exit_status = 1
    http_status = 500
