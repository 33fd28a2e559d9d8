"""Dagster's home is a data folder, never the project's root."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import yaml

from psra_assets.automation.instance import dagster_environment
from psra_assets.foundation.settings import PROJECT_ROOT, settings

DATABASE = SimpleNamespace(dagster_url=lambda: "postgresql+psycopg2://u@h/d")


def test_the_home_is_made_and_holds_the_configuration(psra_home: Path) -> None:
    variables = dagster_environment(DATABASE)  # type: ignore[arg-type]
    home = Path(variables["DAGSTER_HOME"])
    assert home == settings().dagster_home.absolute()
    assert home != PROJECT_ROOT
    assert variables["PSRA_DAGSTER_PG_URL"] == "postgresql+psycopg2://u@h/d"
    assert (home / "dagster.yaml").read_text() == (PROJECT_ROOT / "dagster.yaml").read_text()


def test_an_old_configuration_is_replaced_and_nothing_is_left_over(psra_home: Path) -> None:
    home = Path(dagster_environment(DATABASE)["DAGSTER_HOME"])  # type: ignore[arg-type]
    (home / "dagster.yaml").write_text("telemetry: {enabled: true}")
    dagster_environment(DATABASE)  # type: ignore[arg-type]
    assert yaml.safe_load((home / "dagster.yaml").read_text())["telemetry"] == {"enabled": False}
    assert [path.name for path in home.glob("dagster*")] == ["dagster.yaml"]


def test_the_storage_address_comes_from_the_environment() -> None:
    configuration = yaml.safe_load((PROJECT_ROOT / "dagster.yaml").read_text())
    assert configuration["storage"] == {"postgres": {"postgres_url": {"env": "PSRA_DAGSTER_PG_URL"}}}
    assert configuration["nux"] == {"enabled": False}
