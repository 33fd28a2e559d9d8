"""The long run of the laws, in small."""

from __future__ import annotations

import io
import re
from contextlib import closing
from itertools import islice

import pytest
from hypothesis import Phase
from rich.console import Console

from tests.properties.laws import AGREEMENTS, CASE_LAWS, CASES
from tests.properties.mutants import FALSE
from tests.properties.soak import EXAMPLES, examined, run, shares

SHARE = EXAMPLES * CASES * AGREEMENTS * 2
"""Determinations of one share."""


def test_workers_find_what_one_process_finds(capsys: pytest.CaptureFixture[str]) -> None:
    """All laws in turn, in the order of their seeds, until there are enough cases."""
    laws, told = CASE_LAWS[:2], io.StringIO()
    with closing(shares(laws, 7, 2)) as found:
        taken = list(islice(found, 2))
    assert taken == [examined(laws[0], 7), examined(laws[1], 8)]
    assert run(iter([*taken, taken[0], taken[1]]), 2, 2 * SHARE + 1, Console(file=told)) == 0
    counts = re.findall(r"^ *(\d+) (.*)$", capsys.readouterr().out, re.MULTILINE)
    total = "cases decided under 2 laws, no breach; first seed 7"
    assert counts == [(str(2 * SHARE), laws[0].name), (str(SHARE), laws[1].name), (str(3 * SHARE), total)]
    assert f"{2 * SHARE} of {2 * SHARE + 1} cases" in told.getvalue()


def test_a_breach_in_any_worker_ends_the_run(capsys: pytest.CaptureFixture[str]) -> None:
    """It is told with its seed and its case; nothing is said to hold."""
    told = io.StringIO()
    with closing(shares((CASE_LAWS[0], FALSE), 7, 2, [Phase.generate])) as found:
        assert run(found, 2, 100 * SHARE, Console(file=told, width=100_000)) == 1
    assert capsys.readouterr().out == ""
    assert "a foreign material more never harms: broken, seed 8\n" in told.getvalue()
    assert "tree: " in told.getvalue()
    assert "changed: " in told.getvalue()
