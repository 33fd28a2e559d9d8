"""Coverage by subheading: counted like one code at a time, compared without rounding."""

from __future__ import annotations

import json

import psra_native
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from psra_assets.foundation.postgres import Database
from psra_assets.foundation.unit_of_work import unit_of_work
from psra_assets.rac.coverage import Coverage, coverage_of, coverage_of_documents, published

CODES = sorted(psra_native.hs_codes(2022))
ENDS = st.sampled_from(["000000", "999999", "392600", "392699", *CODES[::400]])
RANGES = st.lists(st.tuples(ENDS, ENDS, st.sampled_from(["compiled", "attested", "quarantined"])), max_size=6)


@given(RANGES)
@settings(max_examples=40, deadline=None)
def test_it_counts_like_one_code_at_a_time(ranges: list[tuple[str, str, str]]) -> None:
    found = coverage_of(2022, ranges)
    states = [{state for low, high, state in ranges if low <= code <= high} for code in CODES]
    assert found.subheadings == len(CODES)
    assert found.quarantined == sum("quarantined" in one for one in states)
    assert found.attested == sum("attested" in one and "quarantined" not in one for one in states)
    assert found.compiled == sum(one == {"compiled"} for one in states)
    assert found.uncovered == sum(not one for one in states)
    assert found.decidable == sum(bool(one) and "quarantined" not in one for one in states)


@pytest.mark.parametrize(
    ("now", "before", "falls"),
    [
        (Coverage(2022, 98, 1, 1, 100), Coverage(2022, 99, 1, 0, 100), True),
        (Coverage(2022, 99, 1, 0, 100), Coverage(2022, 99, 1, 0, 100), False),
        (Coverage(2022, 99, 1, 0, 100), Coverage(2022, 98, 1, 1, 100), False),
        # Of another edition the share counts, not the number.
        (Coverage(2017, 49, 1, 0, 100), Coverage(2022, 50, 1, 0, 102), False),
        (Coverage(2017, 48, 1, 1, 100), Coverage(2022, 49, 1, 0, 102), True),
        # What is in quarantine decides nothing.
        (Coverage(2022, 4, 1, 95, 100), Coverage(2022, 5, 1, 0, 100), True),
    ],
)
def test_a_fall_is_a_lower_share_that_can_be_decided(now: Coverage, before: Coverage, falls: bool) -> None:
    assert now.falls_below(before) is falls


def test_documents_are_counted_in_the_edition_that_they_print() -> None:
    rule = {"from": "392600", "to": "392699", "state": "compiled"}
    document = {"kind": "rules", "hs_edition": 2017, "printed_edition": 2022, "rules": [rule]}
    general = {"agreement.json": b'{"kind": "agreement"}'}
    found = coverage_of_documents({"39.json": json.dumps(document).encode(), **general})
    assert found is not None
    assert (found.edition, found.compiled) == (2022, sum(code.startswith("3926") for code in CODES))
    assert coverage_of_documents(general) is None


def test_before_the_first_release_nothing_is_published(platform_db: Database) -> None:
    with platform_db.connect() as connection, unit_of_work(connection, role="psra_etl") as work:
        shown = work.execute("select to_regclass('published_v1.rules') as name").fetchone()
        assert shown is not None
        if shown["name"] is None:
            assert published(work, ["gb-japan"]) == {}
