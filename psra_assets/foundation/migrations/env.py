"""Alembic's environment: one connection, one advisory lock, one transaction a migration."""

from __future__ import annotations

from alembic import context
from sqlalchemy import create_engine, text

# Any constant that no other program on the database uses; it serialises processes that migrate at once.
_LOCK = 7_303_014_921_556

url = str(context.config.attributes["url"]).replace("postgresql://", "postgresql+psycopg://", 1)
engine = create_engine(url)
with engine.connect() as connection:
    connection.execute(text("select pg_advisory_lock(:key)"), {"key": _LOCK})
    connection.commit()
    try:
        context.configure(connection=connection, version_table="psra_migrations", transaction_per_migration=True)
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()
    finally:
        connection.execute(text("select pg_advisory_unlock(:key)"), {"key": _LOCK})
        connection.commit()
engine.dispose()
