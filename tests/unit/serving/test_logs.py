"""Logs are one JSON object a line, and hold no variables of the frames that failed."""

from __future__ import annotations

import json
import subprocess
import sys

PROGRAM = """
import structlog
from serving.web.logs import configure_logs
configure_logs()
log = structlog.get_logger("test")
def fail():
    password = "open" + "sesame"
    raise RuntimeError("no")
try:
    fail()
except RuntimeError:
    log.exception("failed", route="/v1/x")
log.info("request", status=200)
"""


def test_a_failure_is_logged_without_variables() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    failed, request = (json.loads(line) for line in done.stderr.splitlines())
    assert (failed["event"], failed["level"], failed["route"]) == ("failed", "error", "/v1/x")
    assert failed["exception"][0]["exc_type"] == "RuntimeError"
    assert "opensesame" not in done.stderr
    assert (request["event"], request["status"]) == ("request", 200)
