"""The published JSON Schema of the export."""

from __future__ import annotations

from pathlib import Path

SCHEMA_FILE = Path(__file__).parent / "defect-report.schema.json"
