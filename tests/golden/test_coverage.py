"""No leaf of the authored rules is without a golden case, and no limit without both of its neighbours."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.golden.leaves import Touched, every_leaf, measured, touch
from tests.golden.report import covered, table


@pytest.fixture(scope="module")
def leaves() -> dict[str, Touched]:
    """What the golden cases see of each leaf."""
    return covered()


def test_every_leaf_is_touched_from_both_sides(leaves: dict[str, Touched]) -> None:
    """Met and not met; of a share the limit itself and its neighbour beyond."""
    assert {name: touched.gaps for name, touched in leaves.items() if touched.gaps} == {}


def test_the_report_names_every_leaf(leaves: dict[str, Touched]) -> None:
    """One line a leaf."""
    assert table(leaves).row_count == len(leaves) > 200


def test_a_leaf_without_a_case_is_named() -> None:
    """The tool can fail: without the cases of an agreement its leaves are bare, and those of others are not."""
    without = covered(["pem"])
    assert without["eu-gb:hs2017:3920~1#1"].gaps == ["untouched"]
    assert without["pem:hs2017:4001-4011~1#1"].gaps == []


def answers(*shares: str) -> Iterator[dict[str, object]]:
    """Results in which a leaf of 50 % came to shares."""
    for share in shares:
        outcome = "met" if share == "1/2" else "not_met"
        measure = {"criterion": "MaxNOM", "outcome": outcome, "value_fraction": share}
        yield {"alternatives": [{"id": "eu-gb:hs2017:8407-8408~1#1", "measures": [measure]}]}


@pytest.mark.parametrize(
    ("shares", "gaps"),
    [
        ((), ["untouched"]),
        (("1/2",), ["never not_met", "a neighbour of its limit is missing"]),
        (("1/2", "3/5"), ["a neighbour of its limit is missing"]),
        (("49/100", "5001/10000"), ["never met", "a neighbour of its limit is missing"]),
        (("1/2", "5001/10000"), []),
    ],
)
def test_what_a_gap_is(shares: tuple[str, ...], gaps: list[str]) -> None:
    """A limit needs a case at it and one a hundredth over it."""
    leaves = every_leaf()
    for number, result in enumerate(answers(*shares)):
        touch(leaves, str(number), result)
    assert leaves["eu-gb:hs2017:8407-8408~1#1"].gaps == gaps


def test_measures_are_found_at_every_depth() -> None:
    """Those of intermediates and components too, each by the name of its leaf."""
    inner = {"id": "r~1#2", "measures": [{"criterion": "CTH", "node": "/all/0", "outcome": "met"}]}
    result = {"proof": {"steps": [{"result": [{"id": "M1", "alternatives": [inner]}]}]}}
    assert [name for name, _ in measured(result)] == ["r~1#2/all/0"]
