"""HS facts: the embedded tables are what the published ones say."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import psra_native
import pytest

ROOT = Path(__file__).resolve().parents[3]
FACTS = ROOT / "native" / "crates" / "psra-hs" / "facts"


def test_the_facts_are_derived_from_the_published_tables(shared: Path, tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("build_hs_facts", ROOT / "scripts" / "build_hs_facts.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    script.build(shared / "data", tmp_path)
    made = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    kept = {file.name: file.read_bytes() for file in FACTS.iterdir()}
    assert made == kept, "run: python scripts/build_hs_facts.py DATA"


@pytest.mark.parametrize(
    ("code", "from_edition", "to_edition", "expected"),
    [
        ("390720", 2017, 2022, ["390721", "390729"]),
        ("390721", 2022, 2007, ["390720"]),
        ("390760", 2012, 2017, ["390761", "390769"]),
        ("390760", 2012, 2022, ["390761", "390769"]),
        ("392690", 2022, 2002, ["392690"]),
        ("390720", 2022, 2017, []),
        ("39072", 2017, 2022, []),
        ("392690", 2022, 2019, []),
    ],
)
def test_correlations(code: str, from_edition: int, to_edition: int, expected: list[str]) -> None:
    assert psra_native.correlate(code, from_edition, to_edition) == expected


def test_flat_panel_display_modules_came_in_2022() -> None:
    new = [code for code in psra_native.hs_codes(2022) if code.startswith("8524")]
    assert new == ["852411", "852412", "852419", "852491", "852492", "852499"]
    assert not any(code.startswith("8524") for code in psra_native.hs_codes(2017))
    for code in new:
        before = psra_native.correlate(code, 2022, 2017)
        assert before
        for old in before:
            assert code in psra_native.correlate(old, 2017, 2022)


def test_codes_of_an_edition() -> None:
    codes = psra_native.hs_codes(2022)
    assert len(codes) == 5612
    assert codes == sorted(codes)
    assert codes[0] == "010121"
    with pytest.raises(KeyError):
        psra_native.hs_codes(2020)
