"""Schema migrations (Alembic). They own ``landing``, ``law`` and ``app``; dbt owns the rest."""

from __future__ import annotations

from pathlib import Path

from psra_assets.foundation.errors import DatabaseUnavailable


def upgrade(url: str, revision: str = "head") -> None:
    """Bring the database at ``url`` (libpq form) to ``revision``. Safe to call from several processes at once."""
    import psycopg
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["url"] = url
    try:
        command.upgrade(config, revision)
    except psycopg.errors.InsufficientPrivilege as error:
        raise DatabaseUnavailable(
            f"the database user lacks a privilege: {error}",
            remedy="It needs CREATE on the database and CREATEROLE, or the roles psra_etl and psra_app made before.",
        ) from error
