"""The main job in a process of its own, on a data folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Psra = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new data folder: the embedded server, landing, certificates."""
    return tmp_path_factory.mktemp("psra")


@pytest.fixture(scope="module")
def psra(home: Path) -> Psra:
    """Run ``psra ARGUMENTS`` as a newcomer does: no settings but the data folder."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PSRA_")} | {"PSRA_HOME": str(home)}

    def call(*arguments: str | Path, stdin: str = "", timeout: float = 400) -> subprocess.CompletedProcess[str]:
        command = [str(Path(sys.executable).parent / "psra"), *map(str, arguments)]
        return subprocess.run(
            command, input=stdin, capture_output=True, text=True, timeout=timeout, env=environment, check=False
        )

    return call
