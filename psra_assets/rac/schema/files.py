"""Where the published schema lies."""

from __future__ import annotations

from pathlib import Path

SCHEMA_FILE = Path(__file__).with_name("rac-2.0.schema.json")


def schema_text() -> str:
    """The published schema as it stands in the package, without importing the models it was generated from."""
    return SCHEMA_FILE.read_text(encoding="utf-8")
