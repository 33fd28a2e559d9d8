"""Serving: evaluate, issue, verify. Reads ``published_v1`` and owns what stands in ``app``; loads no Dagster."""
