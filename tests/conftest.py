"""Fixtures that every test may use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of published data that stands beside the project; the test skips where it is absent."""
    folder = Path(os.environ.get("PSRA_SHARED", ROOT.parent / "shared"))
    if not (folder / "data").is_dir():
        pytest.skip(f"published data is not there: {folder}/data (set PSRA_SHARED)")
    return folder
