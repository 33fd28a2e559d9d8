"""``psra dev`` ends what it started, also when it is told to by SIGTERM."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

pytestmark = pytest.mark.slow


def test_sigterm_ends_dagster_too(home: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PSRA_")} | {"PSRA_HOME": str(home)}
    command = [str(Path(sys.executable).parent / "psra"), "dev", "--port", str(port)]
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as process:
        ours = psutil.Process(process.pid)

        def dagster() -> list[psutil.Process]:
            return [child for child in ours.children(recursive=True) if "dagster" in " ".join(child.cmdline())]

        # The launcher and at least one server of its own.
        deadline = time.monotonic() + 90
        while len(started := dagster()) < 2:
            assert process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.2)
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)
    _, alive = psutil.wait_procs(started, timeout=5)
    assert alive == []
