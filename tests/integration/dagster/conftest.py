"""One run of the main job on the bundled sample, for all tests of this folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from psra_assets.automation.summary import RunSummary
from psra_assets.foundation.postgres import Database

RunJob = Callable[..., RunSummary]


@pytest.fixture(scope="session")
def run_job(platform_db: Database, psra_home: Path) -> Iterator[RunJob]:
    """Run the main job; what it sets in the environment ends with the session."""
    from psra_assets.automation.run import run_platform_job

    before = dict(os.environ)
    told: list[str] = []

    def run(data: str = "bundled") -> RunSummary:
        return run_platform_job(data, lambda what, done, total: told.append(what))

    yield run
    os.environ.clear()
    os.environ.update(before)
    assert "rac/law/rules" in told


@pytest.fixture(scope="session")
def first_run(run_job: RunJob) -> RunSummary:
    return run_job()
