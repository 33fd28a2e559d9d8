"""What dbt is told of the database: variables of its profile, from the address in force."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from psra_assets.foundation.settings import PROJECT_ROOT

DBT_PROJECT = PROJECT_ROOT / "dbt_project"


def dbt_environment(url: str) -> dict[str, str]:
    """The variables that ``profiles.yml`` reads, for a libpq URL. Sessions run in UTC."""
    from psycopg.conninfo import conninfo_to_dict

    parts = conninfo_to_dict(url)
    return {
        "PSRA_DBT_HOST": str(parts.get("host") or "localhost"),
        "PSRA_DBT_PORT": str(parts.get("port") or 5432),
        "PSRA_DBT_USER": str(parts.get("user") or ""),
        "PSRA_DBT_PASSWORD": str(parts.get("password") or ""),
        "PSRA_DBT_DBNAME": str(parts.get("dbname") or ""),
        "PSRA_DBT_SSLMODE": str(parts.get("sslmode") or "prefer"),
        "PGTZ": "UTC",
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
    }


@contextmanager
def environment(variables: Mapping[str, str]) -> Iterator[None]:
    """Set variables of this process for as long as a child is started with them."""
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
