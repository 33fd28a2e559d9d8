"""Art. 62: three dates and their windows, read strictly and literally."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from psra_assets.contracts.declaration import DatePolicy, DeclarationRequest
from serving.certificates.checks import dates
from serving.certificates.checks.context import IssueContext
from serving.certificates.checks.dates import add_months, earliest_start, latest_end, latest_start

STRICT, LITERAL = DatePolicy.STRICT, DatePolicy.LITERAL
DAY = timedelta(days=1)
ISSUES = st.dates(date(2017, 6, 14), date(2100, 1, 1))


def found(issued: str, start: str, end: str, policy: DatePolicy, today: str | None = None) -> list[str]:
    period = {"from": date.fromisoformat(start), "to": date.fromisoformat(end)}
    request = DeclarationRequest.model_construct(period=dates_of(period))
    context = IssueContext(date.fromisoformat(today or issued), date.fromisoformat(issued), policy)
    return [error.code for error in dates.check(request, context)]


def dates_of(period: dict[str, date]) -> object:
    from psra_assets.contracts.declaration import DeclaredPeriod

    return DeclaredPeriod.model_validate(period)


@pytest.mark.parametrize(
    ("start", "end", "strict", "literal"),
    [
        ("2025-11-24", "2026-11-23", ["DEC402"], []),  # V002
        ("2025-11-25", "2026-11-24", [], []),
        ("2025-11-23", "2026-11-22", ["DEC402"], ["DEC402"]),
        ("2027-05-23", "2027-12-31", [], []),
        ("2027-05-24", "2027-12-31", ["DEC403"], []),  # V003
        ("2027-05-25", "2027-12-31", ["DEC403"], ["DEC403"]),
        ("2026-01-01", "2027-12-31", [], []),  # V004
        ("2026-01-01", "2028-01-01", ["DEC404"], []),
        ("2026-01-01", "2028-01-02", ["DEC404"], ["DEC404"]),
        ("2026-12-01", "2026-12-01", [], []),
        ("2026-12-01", "2026-11-30", ["DEC405"], ["DEC405"]),  # V005
    ],
)
def test_v002_to_v005(start: str, end: str, strict: list[str], literal: list[str]) -> None:
    assert found("2026-11-24", start, end, STRICT) == strict
    assert found("2026-11-24", start, end, LITERAL) == literal


def test_the_published_example_of_german_customs() -> None:
    """Issued on 2017-12-20, a declaration may start from 2016-12-21 to 2018-06-19."""
    issued = date(2017, 12, 20)
    assert earliest_start(issued, STRICT) == date(2016, 12, 21)
    assert latest_start(issued, STRICT) == date(2018, 6, 19)
    assert latest_end(date(2017, 1, 1), STRICT) == date(2018, 12, 31)


def test_v001_the_day_of_issue_is_today() -> None:
    period = ("2026-12-01", "2026-12-31")
    assert found("2026-11-25", *period, STRICT, today="2026-11-24") == ["DEC401"]
    assert found("2026-11-23", *period, STRICT, today="2026-11-24") == ["DEC401"]
    assert found("2026-11-24", *period, STRICT, today="2026-11-24") == []


def test_v007_other_rules_before_14_june_2017() -> None:
    assert found("2017-06-13", "2017-06-13", "2017-12-31", STRICT) == ["DEC407"]
    assert found("2017-06-14", "2017-06-14", "2017-12-31", STRICT) == []


def test_the_refusal_names_the_day_that_would_do() -> None:
    request = DeclarationRequest.model_construct(period=dates_of({"from": date(2025, 11, 24), "to": date(2028, 1, 1)}))
    context = IssueContext(date(2026, 11, 24), date(2026, 11, 24), STRICT)
    early, long = dates.check(request, context)
    assert "may start on 2025-11-25 at the earliest" in str(early)
    assert (early.place, long.place) == ("/period/from", "/period/to")
    assert "End it by 2027-11-23" in str(long)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        ("2024-02-29", -12, "2023-02-28"),
        ("2024-02-29", 24, "2026-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-01-15", -1, "2025-12-15"),
    ],
)
def test_months_end_on_their_last_day(day: str, months: int, then: str) -> None:
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(then)


@given(ISSUES)
def test_strict_is_one_day_within_literal(issued: date) -> None:
    assert earliest_start(issued, STRICT) - earliest_start(issued, LITERAL) == DAY
    assert latest_start(issued, LITERAL) - latest_start(issued, STRICT) == DAY
    assert latest_end(issued, LITERAL) - latest_end(issued, STRICT) == DAY


@given(ISSUES, st.integers(-800, 800), st.integers(-10, 1000))
def test_what_is_accepted_strictly_is_accepted_literally(issued: date, offset: int, length: int) -> None:
    start = issued + timedelta(days=offset)
    arguments = (issued.isoformat(), start.isoformat(), (start + timedelta(days=length)).isoformat())
    strict, literal = found(*arguments, STRICT), found(*arguments, LITERAL)
    assert set(literal) <= set(strict)
    inside = earliest_start(issued, STRICT) <= start <= latest_start(issued, STRICT)
    assert (not strict) == (inside and length >= 0 and start + timedelta(days=length) <= latest_end(start, STRICT))


@given(ISSUES, st.integers(-40, 40))
def test_months_go_forth_and_back_within_three_days(day: date, months: int) -> None:
    """Clamping loses at most the days that a month lacks; it never goes past the day."""
    back = add_months(add_months(day, months), -months)
    assert timedelta(0) <= day - back <= timedelta(days=3)


@given(ISSUES, ISSUES, st.integers(0, 40))
def test_later_days_have_later_bounds(first: date, second: date, months: int) -> None:
    earlier, later = sorted((first, second))
    assert add_months(earlier, months) <= add_months(later, months)
