"""What every room stands on: errors, settings, secrets, PostgreSQL, unit of work, migrations. No Dagster, no FastAPI."""
