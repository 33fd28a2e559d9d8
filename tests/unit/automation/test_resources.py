"""Resources at the edge: which data, which time; and what a step shows of itself."""

from __future__ import annotations

import base64
import re
import time
from datetime import UTC, datetime

import pytest

from psra_assets.resources.bars import bars
from psra_assets.resources.clock import Clock
from psra_assets.resources.data_source import VARIABLE, DataSource
from psra_assets.resources.markdown import table
from psra_assets.resources.progress import listening, report
from psra_assets.resources.stage import ROWS, SECONDS, UNCHANGED, stage


def test_run_configuration_then_the_variable_then_the_sample(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert DataSource().selection() == "bundled"
    monkeypatch.setenv(VARIABLE, "live")
    assert DataSource().selection() == "live"
    assert DataSource(data="/published").selection() == "/published"


def test_the_clock_is_utc_and_can_be_set() -> None:
    fixed = Clock(fixed="2026-11-24T23:30:00-02:00")
    assert fixed.now() == datetime(2026, 11, 25, 1, 30, tzinfo=UTC)
    assert fixed.today().isoformat() == "2026-11-25"
    assert Clock().now().tzinfo is UTC


def test_a_table_escapes_counts_and_says_what_it_leaves_out() -> None:
    text = table(["a", "b"], [(1234, "x|y\nz"), (2, None), (3, "c")], limit=2).md_str
    assert text is not None
    assert text.splitlines() == ["| a | b |", "| --- | --- |", "| 1,234 | x\\|y z |", "| 2 |  |", "", "… and 1 more"]
    assert table(["a"], [], empty="nothing").md_str == "nothing"


def test_bars_are_an_svg_in_a_data_uri_with_shares() -> None:
    text = bars(("good", "bad"), {"gb-<eu>": (3, 1), "gb-none": (0, 0)}, title="t").md_str or ""
    found = re.fullmatch(r"!\[t\]\(data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)\)", text)
    assert found is not None
    svg = base64.b64decode(found[1]).decode()
    assert "gb-&lt;eu&gt;" in svg
    widths = [int(width) for width in re.findall(r'width="(\d+)" height="13"', svg)]
    assert widths[0] // widths[1] == 3
    assert widths[2:] == [0, 0]


def test_progress_is_heard_only_while_somebody_listens() -> None:
    heard: list[tuple[str, int, int]] = []
    report("before", 1, 2)
    with listening(lambda *said: heard.append(said)):
        report("during", 1, 2)
    report("after", 1, 2)
    assert heard == [("during", 1, 2)]


def test_a_stage_says_rows_seconds_and_whether_it_did_anything() -> None:
    said = stage(rows=3, started=time.monotonic() - 1, skipped=True)
    assert said[ROWS] == 3
    assert said[SECONDS] >= 1
    assert said[UNCHANGED] is True
