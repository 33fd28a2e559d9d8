"""Resources of the code location: the database, the data to ingest, the clock, dbt. No I/O at construction."""
