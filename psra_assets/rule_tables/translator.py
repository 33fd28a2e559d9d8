"""dbt's names in the house's names: an asset's key is layer, domain, table; its group is the layer."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from dagster import AssetKey
from dagster_dbt import DagsterDbtTranslator, DagsterDbtTranslatorSettings


class Translator(DagsterDbtTranslator):
    """Sources are the assets that land them (``meta.dagster_asset``); a model's domain is its folder."""

    def __init__(self) -> None:
        super().__init__(
            DagsterDbtTranslatorSettings(enable_duplicate_source_asset_keys=True, enable_source_metadata=False)
        )

    def get_asset_key(self, dbt_resource_props: Mapping[str, Any]) -> AssetKey:
        """``marts/origin/fct_rules``."""
        if dbt_resource_props["resource_type"] == "source":
            meta = {**dbt_resource_props.get("source_meta", {}), **_meta(dbt_resource_props)}
            return AssetKey(str(meta["dagster_asset"]).split("/"))
        layer = str(dbt_resource_props["config"]["schema"])
        domain = PurePosixPath(dbt_resource_props["original_file_path"]).parent.name
        return AssetKey([layer, domain, str(dbt_resource_props["name"])])

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str | None:
        """The layer."""
        return self.get_asset_key(dbt_resource_props).path[0]

    def get_description(self, dbt_resource_props: Mapping[str, Any]) -> str:
        """The model's own description, its grain first; dbt's documentation has the SQL."""
        return str(dbt_resource_props.get("description", "")).strip()


def _meta(props: Mapping[str, Any]) -> dict[str, Any]:
    return {**props.get("config", {}).get("meta", {}), **props.get("meta", {})}
