"""dbt's names and settings in the house's."""

from __future__ import annotations

import os

import dagster as dg
import pytest

from psra_assets.rule_tables.dbt import dbt_environment, environment
from psra_assets.rule_tables.translator import Translator


@pytest.mark.parametrize(
    ("props", "key"),
    [
        (
            {
                "resource_type": "model",
                "name": "fct_rules",
                "original_file_path": "models/marts/origin/fct_rules.sql",
                "config": {"schema": "marts"},
            },
            "marts/origin/fct_rules",
        ),
        (
            {
                "resource_type": "snapshot",
                "name": "hs_code_versions",
                "original_file_path": "snapshots/nomenclature/hs_versions.yml",
                "config": {"schema": "marts"},
            },
            "marts/nomenclature/hs_code_versions",
        ),
        (
            {
                "resource_type": "source",
                "name": "current_hmrc_rules",
                "source_meta": {"dagster_asset": "raw/hmrc/rules_of_origin"},
                "config": {"meta": {}},
            },
            "raw/hmrc/rules_of_origin",
        ),
        (
            {
                "resource_type": "source",
                "name": "current_hmrc_nomenclature",
                "source_meta": {"dagster_asset": "raw/hmrc/rules_of_origin"},
                "config": {"meta": {"dagster_asset": "raw/hmrc/nomenclature"}},
            },
            "raw/hmrc/nomenclature",
        ),
    ],
)
def test_keys_are_layer_domain_table(props: dict[str, object], key: str) -> None:
    translator = Translator()
    assert translator.get_asset_key(props) == dg.AssetKey(key.split("/"))
    assert translator.get_group_name(props) == key.split("/", maxsplit=1)[0]


def test_a_source_without_an_asset_is_refused() -> None:
    with pytest.raises(KeyError, match="dagster_asset"):
        Translator().get_asset_key({"resource_type": "source", "name": "x", "config": {"meta": {}}})


def test_an_address_becomes_dbts_variables() -> None:
    variables = dbt_environment("postgresql://us%40er:p%2Fw@db.example:6543/psra?sslmode=verify-full")
    assert variables["PSRA_DBT_HOST"] == "db.example"
    assert variables["PSRA_DBT_PORT"] == "6543"
    assert variables["PSRA_DBT_USER"] == "us@er"
    assert variables["PSRA_DBT_PASSWORD"] == "p/w"
    assert variables["PSRA_DBT_DBNAME"] == "psra"
    assert variables["PSRA_DBT_SSLMODE"] == "verify-full"
    assert variables["PGTZ"] == "UTC"


def test_variables_end_with_their_block(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PSRA_T_ONE", "before")
    monkeypatch.delenv("PSRA_T_TWO", raising=False)
    with pytest.raises(RuntimeError), environment({"PSRA_T_ONE": "during", "PSRA_T_TWO": "during"}):
        assert os.environ["PSRA_T_ONE"] == os.environ["PSRA_T_TWO"] == "during"
        raise RuntimeError
    assert os.environ["PSRA_T_ONE"] == "before"
    assert "PSRA_T_TWO" not in os.environ
