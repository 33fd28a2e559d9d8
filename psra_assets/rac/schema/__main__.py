"""Write what is generated from the models: ``python -m psra_assets.rac.schema``."""

from psra_assets.rac.schema import SCHEMA_FILE, rac_schema, render
from psra_assets.rac.schema.native import NATIVE_FILE, render_native

SCHEMA_FILE.write_text(render(), encoding="utf-8")
if NATIVE_FILE.parent.is_dir():
    NATIVE_FILE.write_text(render_native(rac_schema()), encoding="utf-8")
