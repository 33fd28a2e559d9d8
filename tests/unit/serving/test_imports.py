"""Serving stays light: what it never loads, and how long it takes to import."""

from __future__ import annotations

import json
import subprocess
import sys

FORBIDDEN = {
    "dagster",
    "dagster_dbt",
    "dbt",
    "great_expectations",
    "pandas",
    "numpy",
    "matplotlib",
    "psra_assets.sources",
}
LIBRARIES = "import fastapi, psycopg_pool, pydantic_settings, structlog, prometheus_client"


def run(program: str) -> str:
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout


def test_serving_never_loads_the_other_side() -> None:
    program = (
        "import json, sys, serving.app, serving.server, serving.certificates.service, serving.verify.service,"
        "serving.certificates.pdf.layout, serving.web.rulebooks; print(json.dumps(sorted(sys.modules)))"
    )
    loaded = json.loads(run(program))
    assert not FORBIDDEN & set(loaded)
    rooms = {name.split(".")[1] for name in loaded if name.startswith("psra_assets.")}
    assert rooms <= {"contracts", "foundation"}


def test_the_application_is_imported_without_what_only_issuing_needs() -> None:
    loaded = json.loads(run("import json, sys, serving.app; print(json.dumps(sorted(sys.modules)))"))
    assert "reportlab" not in loaded
    assert "alembic" not in loaded
    assert "psra_native" not in loaded


def test_our_own_imports_take_less_than_a_second() -> None:
    """CPU time, the least of three, beyond what the libraries take: a loaded machine changes neither."""
    program = "import time; {}; print(time.process_time())"
    libraries = min(float(run(program.format(LIBRARIES))) for _ in range(3))
    ours = min(float(run(program.format("import serving.app"))) for _ in range(3))
    assert ours - libraries < 1.0
