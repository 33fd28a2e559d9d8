"""Typed, frozen models that every room shares. Only pydantic; no I/O, no clock, no Dagster."""
