"""Dagster's asset graph in a real browser: the whole graph is there, from the publishers to the decisions."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from psra_assets.foundation.postgres import Database

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = next((path for path in map(Path, ("/usr/bin/chromium", "/usr/bin/chromium-browser")) if path.exists()), None)
SCREENSHOTS = Path(__file__).parent / "screenshots"
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)
LAYERS = ("raw", "rac", "staging", "intermediate", "marts", "published_v1", "published", "determinations")
# Names of at least one asset of each layer; the graph draws only what is in view, so the window is large.
ASSETS = (
    "rules_of_origin",
    "documents",
    "stg_law__rules",
    "int_origin__rules_opened",
    "fct_rules",
    "dim_agreements",
    "current_release",
    "releases",
    "portfolio",
)
WINDOW = {"width": 3600, "height": 5400}

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.timeout(300),
    pytest.mark.xdist_group("browser"),
    pytest.mark.skipif(
        CHROMIUM is None and not os.environ.get("PSRA_REQUIRE_BROWSER"),
        reason="Debian's Chromium is not installed (apt-get install chromium)",
    ),
]


def _default_signals() -> None:
    """A web server that inherits ignored signals would outlive the test."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


@pytest.fixture(scope="module")
def web_server(platform_db: Database, psra_home: Path) -> Iterator[str]:
    """The web server on a free port, on the session's own storage."""
    from psra_assets.automation.instance import dagster_environment

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [str(Path(sys.executable).with_name("dagster-webserver")), "-w", str(ROOT / "workspace.yaml")]
    command += ["-h", "127.0.0.1", "-p", str(port)]
    log = psra_home / "webserver.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ | dagster_environment(platform_db),
            stdout=output,
            stderr=subprocess.STDOUT,
            preexec_fn=_default_signals,
        )
    address = f"http://127.0.0.1:{port}"
    try:
        deadline = time.monotonic() + 120
        while True:
            assert process.poll() is None, log.read_text()[-2000:]
            assert time.monotonic() < deadline, log.read_text()[-2000:]
            try:
                if httpx.get(f"{address}/server_info", timeout=2).status_code == 200:
                    break
            except httpx.HTTPError:
                time.sleep(0.5)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=30)


@pytest.fixture(scope="module")
def page(web_server: str) -> Iterator[Page]:
    from playwright.sync_api import sync_playwright

    assert CHROMIUM is not None, "PSRA_REQUIRE_BROWSER is set, and there is no Chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(ARGUMENTS))
        page = browser.new_page(viewport=WINDOW)
        yield page
        browser.close()


def test_the_graph_shows_every_layer_and_its_assets(page: Page, web_server: str) -> None:
    page.goto(f"{web_server}/asset-groups", wait_until="domcontentloaded")
    page.wait_for_selector("text=determinations", timeout=120_000)
    for layer in LAYERS:
        assert page.get_by_text(layer, exact=True).count(), layer
    # A click opens one group; the address opens them all.
    page.locator("foreignObject").get_by_text("raw", exact=True).first.click()
    page.wait_for_selector("foreignObject >> text=rules_of_origin", timeout=60_000)
    page.goto(f"{web_server}/asset-groups?expanded={','.join(f'global@global:{layer}' for layer in LAYERS)}")
    for name in ASSETS:
        page.wait_for_selector(f"foreignObject >> text={name}", timeout=60_000)
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOTS / "asset_graph.png")
