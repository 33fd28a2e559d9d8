"""Every error of the sources: a stable code, a title, a severity, and a rendering that names the place."""

from __future__ import annotations

import importlib

import pytest

from psra_assets.foundation.errors import CATALOGUE
from psra_assets.sources.errors import SourceError
from psra_assets.sources.findings import Finding

for module in ("errors", "hmrc.errors", "taric.errors", "wco.errors"):
    importlib.import_module(f"psra_assets.sources.{module}")

SOURCES = {code: error for code, error in CATALOGUE.items() if issubclass(error, SourceError)}


def test_the_catalogue_is_complete() -> None:
    assert len(SOURCES) >= 45
    assert all(code.startswith("SRC6") and len(code) == 6 for code in SOURCES)
    ours = {code for code, error in CATALOGUE.items() if error.__module__.startswith("psra_assets.sources")}
    assert ours == SOURCES.keys()


@pytest.mark.parametrize("code", sorted(SOURCES))
def test_an_error_renders_with_place_code_and_remedy(code: str) -> None:
    error = SOURCES[code]("Something is wrong.", place="hmrc/eu.json#/rule_sets/17/min", remedy="Do this.")
    assert str(error) == f"hmrc/eu.json#/rule_sets/17/min: {code} Something is wrong. Do this."
    assert error.title
    assert error.__doc__
    assert error.severity in ("error", "warning", "info")


def test_a_finding_carries_the_error_and_its_object() -> None:
    error = SOURCES["SRC622"]('"a\x00b" is not ten digits.', place="x#/min")
    finding = Finding.of(
        error, source="hmrc", publisher="hmrc", dataset="rule_sets", name="uk/eu", object_sha256="0" * 64
    )
    assert finding.message == '"a\\0b" is not ten digits.'
    assert str(finding) == 'x#/min: SRC622 warning: "a\\0b" is not ten digits.'


def test_a_finding_without_a_place_is_placed_by_its_name() -> None:
    finding = Finding.of(SOURCES["SRC607"]("Nothing."), source="hs", publisher="hs", name="empty.csv")
    assert finding.place == "empty.csv"
