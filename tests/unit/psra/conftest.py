"""Run the command line in a process of its own, as a user does."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Psra = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def psra() -> Psra:
    """Run ``psra ARGUMENTS``; the answer has its status, standard output and standard error."""

    def call(*arguments: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
        command = [str(Path(sys.executable).parent / "psra"), *map(str, arguments)]
        return subprocess.run(command, input=stdin, capture_output=True, text=True, timeout=180, check=False)

    return call
