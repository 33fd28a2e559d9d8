"""Dagster's instance: its home is a data folder, its storage a database of its own on the platform's server."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from psra_assets.foundation.settings import PROJECT_ROOT, settings

if TYPE_CHECKING:
    from psra_assets.foundation.postgres import Database

CONFIGURATION = "dagster.yaml"


def dagster_environment(database: Database) -> dict[str, str]:
    """Variables for Dagster's processes: its home, made if it is missing, and its storage's address."""
    home = settings().dagster_home.absolute()
    home.mkdir(parents=True, exist_ok=True)
    wanted = (PROJECT_ROOT / CONFIGURATION).read_text()
    target = home / CONFIGURATION
    if not target.exists() or target.read_text() != wanted:
        temporary = target.with_suffix(f".{os.getpid()}")
        temporary.write_text(wanted)
        temporary.replace(target)
    return {
        "DAGSTER_HOME": str(home),
        "PSRA_DAGSTER_PG_URL": database.dagster_url(),
        "DAGSTER_DISABLE_TELEMETRY": "yes",
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        "GX_ANALYTICS_ENABLED": "false",
    }
