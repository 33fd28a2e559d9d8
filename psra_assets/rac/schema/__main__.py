"""Write the schema file: ``python -m psra_assets.rac.schema``."""

from psra_assets.rac.schema import SCHEMA_FILE, render

SCHEMA_FILE.write_text(render())
