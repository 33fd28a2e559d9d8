"""The published JSON Schema of RaC 2.0 (2020-12), generated from the typed models in ``contracts.rule``.

``python -m psra_assets.rac.schema`` writes everything that is generated: the schema, the native validator's tables
(in a checkout).
"""

from psra_assets.rac.schema.build import SCHEMA_ID, rac_schema, render
from psra_assets.rac.schema.files import SCHEMA_FILE, schema_text

__all__ = ["SCHEMA_FILE", "SCHEMA_ID", "rac_schema", "render", "schema_text"]
