"""Rows are read as they are meant, and a wrong expectation is noticed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.vectors.books import OURS, book
from tests.vectors.deciding import decide, differences
from tests.vectors.rows import expectation, materials, read
from tests.vectors.suite import filled, laws


def test_a_row_in_full() -> None:
    """Every mark of a row."""
    case, expect = read(
        "391723 | 391740=50@0.5~-GB#sugar,polyester%sugar/0.1[390410=?~?!] 4819100000=2USD~DE:retail# "
        "| exw=? fob=120 kg=1 tags=a do=purification(impurities_removed=80),weaving ops=? on=2027-01-01 "
        "hs=2017 from=GB to=EU set"
        " | U nmtu ?/operations ?rule !quota",
        {"agreements": ["x"]},
    )
    assert case["product"] == {
        "hs_code": "391723",
        "fob_price": {"amount": "120", "currency": "EUR"},
        "net_weight_kg": "1",
        "tags": ["a"],
        "is_set": True,
    }
    tube, box = case["materials"]
    assert tube["origin"] == {"status": "non_originating", "country": "GB"}
    assert tube["tags"] == ["sugar", "polyester"]
    assert tube["contains"] == [{"tag": "sugar", "net_weight_kg": "0.1"}]
    (resin,) = tube["materials"]
    assert resin["origin"] == {"status": "unknown"}
    assert resin["wholly_obtained"] is True
    assert "value" not in resin
    assert box["value"] == {"amount": "2", "currency": "USD"}
    assert box["origin"]["status"] == "originating"
    assert (box["role"], box["tags"], box["hs_code"]) == ("retail_packaging", [], "4819100000")
    assert case["processes"][0] == {"code": "purification", "parameters": {"impurities_removed": "80"}}
    assert (case["as_of"], case["hs_edition"], case["exporting_party"]) == ("2027-01-01", 2017, "GB")
    assert "operations" not in case
    assert expect.outcomes == ("not_met", "met", "met_by_tolerance", "unknown")
    assert (expect.missing, expect.only, expect.blocks) == (("/operations", "rule"), False, ("quota",))


@pytest.mark.parametrize("written", ["3917=1", "391740", "391740=1 x"])
def test_a_material_that_cannot_be_read(written: str) -> None:
    """Nothing is skipped."""
    with pytest.raises(ValueError, match="no material"):
        materials(written)


def test_an_open_verdict_says_what_is_missing() -> None:
    """An undetermined row names a fact."""
    with pytest.raises(ValueError, match="missing"):
        expectation("U")


def test_places_of_a_pattern() -> None:
    """Limits and their neighbours."""
    assert filled("{hs} | {same}={limit} {same}={limit+} {same}={limit-}", {"hs": 1, "same": 2, "limit": "7.5"}) == (
        "1 | 2=7.5 2=7.51 2=7.49"
    )


@pytest.mark.parametrize(
    ("part", "wrong"),
    [
        ("verdict", "undetermined"),
        ("outcomes", ("unknown",)),
        ("missing", ("/product/tags",)),
        ("blocks", ("quota",)),
    ],
)
def test_a_wrong_expectation_is_noticed(part: str, wrong: Any) -> None:
    """The comparison can fail, in each of its parts."""
    law = laws(OURS)[0]
    vector = law.vectors[0]
    result = decide(vector, book(OURS, None))
    assert differences(law, vector, result) == []
    other = replace(vector, expect=replace(vector.expect, **{part: wrong}))
    assert differences(law, other, result) != []
