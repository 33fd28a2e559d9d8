"""What every room stands on: errors, settings, PostgreSQL, unit of work, migrations. No Dagster, no FastAPI."""
