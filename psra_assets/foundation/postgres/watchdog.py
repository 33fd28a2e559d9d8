"""Stops an embedded server whose users have all died. One a server; ends with it."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from filelock import FileLock, Timeout

from psra_assets.foundation.postgres.embedded import EmbeddedServer

# A killed process is noticed after at most this many seconds; short enough not to be seen as an orphan.
_INTERVAL_S = 2.0


def main() -> None:
    """Watch the folder given as the first argument until its server is down."""
    folder = Path(sys.argv[1])
    try:
        with FileLock(str(folder / "watchdog.lock"), timeout=0):
            server = EmbeddedServer(folder)
            while folder.exists():
                time.sleep(_INTERVAL_S)
                if not server.living_leases() and server.stop_if_unused():
                    return
    except Timeout:
        return  # another watchdog is at work
