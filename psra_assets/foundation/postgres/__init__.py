"""PostgreSQL: the embedded server, the address in force, connections and the unit of work."""

from psra_assets.foundation.postgres.database import Database, database

__all__ = ["Database", "database"]
