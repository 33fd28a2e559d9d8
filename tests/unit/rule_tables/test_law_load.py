"""Append and close: what a load touches, and what it leaves alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from psra_assets.foundation.postgres import Database
from psra_assets.foundation.unit_of_work import Connection, unit_of_work
from psra_assets.rac.errors import RuleTwice
from psra_assets.rac.load import Loaded, load_law
from tests.unit.rule_tables.undoing import undone

AGREEMENT = "t-load"


def _documents(*texts: str | None, agreement: str = AGREEMENT, title: str = "T") -> list[tuple[str, dict[str, Any]]]:
    """One rule a text; None quarantines it. With general rules."""
    rules = [
        {
            "id": f"{agreement}:hs2017:{3901 + n}~1",
            "heading": str(3901 + n),
            "from": f"{3901 + n}00",
            "to": f"{3901 + n}99",
            "row": "whole",
            "state": "compiled" if text else "quarantined",
            "reason": None if text else "two readings",
            "criterion": {"type": "CTH"} if text else None,
            "text": text or "",
            "source": {"id": "list"},
        }
        for n, text in enumerate(texts)
    ]
    head = {"rac": "2.0", "agreement": agreement, "publisher": "psra", "hs_edition": 2017}
    sources = {"list": {"instrument": "I", "verified": True}}
    general = {**head, "kind": "agreement", "title": title, "parties": [], "sources": sources, "ruleset": []}
    return [("rules", {**head, "kind": "rules", "sources": sources, "rules": rules}), ("general", general)]


@pytest.fixture
def work(platform_db: Database) -> Iterator[Connection]:
    """A unit of work that leaves nothing behind."""
    with undone(platform_db) as work:
        yield work


def _load(work: Connection, *texts: str | None, **options: str) -> Loaded:
    loaded = load_law(work, _documents(*texts, **options))
    for table in ("rules", "agreements"):
        work.execute(f"drop table candidate_{table}")  # a second load in one transaction is for tests only
    return loaded


def _open(work: Connection, agreement: str = AGREEMENT) -> list[tuple[str, str]]:
    rows = work.execute(
        "select rule_id, rule ->> 'text' as text from law.rules where agreement_id = %s and recorded_to is null"
        " order by rule_id",
        [agreement],
    )
    return [(row["rule_id"].split(":")[2], row["text"]) for row in rows]


def test_a_first_load_appends_everything(work: Connection) -> None:
    loaded = _load(work, "CTH", None)
    assert (loaded.appended, loaded.closed, loaded.unchanged) == (3, 0, 0)
    assert loaded.agreements == [AGREEMENT]
    assert _open(work) == [("3901~1", "CTH"), ("3902~1", "")]


def test_the_same_again_touches_nothing(work: Connection) -> None:
    first = _load(work, "CTH", "CC")
    again = _load(work, "CTH", "CC")
    assert (again.appended, again.closed, again.unchanged) == (0, 0, 3)
    assert work.execute(
        "select count(*) as n from law.rules where agreement_id = %s and recorded_from = %s",
        [AGREEMENT, first.known_at],
    ).fetchone() == {"n": 2}


def test_changed_rules_are_closed_and_appended_gone_ones_closed_others_untouched(work: Connection) -> None:
    first = _load(work, "CTH", "CC", "CTSH")
    second = _load(work, "CTH", "MaxNOM 50 %")
    assert (second.appended, second.closed, second.unchanged) == (1, 2, 2)
    assert _open(work) == [("3901~1", "CTH"), ("3902~1", "MaxNOM 50 %")]
    versions = work.execute(
        "select recorded_from, recorded_to from law.rules where rule_id = %s order by recorded_from",
        [f"{AGREEMENT}:hs2017:3902~1"],
    ).fetchall()
    assert [tuple(row.values()) for row in versions] == [
        (first.known_at, second.known_at),
        (second.known_at, None),
    ], "one version ends in the moment in which the next begins"


def test_a_changed_header_is_a_new_version_of_the_agreement(work: Connection) -> None:
    _load(work, "CTH")
    second = _load(work, "CTH", title="Another title")
    assert (second.appended, second.closed, second.unchanged) == (1, 1, 1)


def test_other_agreements_are_kept(work: Connection) -> None:
    _load(work, "CTH", agreement="t-other")
    _load(work, "CC")
    assert _open(work, "t-other") == [("3901~1", "CTH")]


def test_nothing_is_written_if_a_rule_stands_twice(work: Connection) -> None:
    with pytest.raises(RuleTwice):
        load_law(work, [*_documents("CTH"), *_documents("CC")])
    assert _open(work) == []


def test_a_load_waits_for_the_one_before(platform_db: Database, work: Connection) -> None:
    """Otherwise a version could appear in the past of a release that was made in between."""
    _load(work, "CTH")
    with (
        platform_db.connect() as other,
        pytest.raises(psycopg.errors.LockNotAvailable),
        unit_of_work(other, role="psra_etl") as second,
    ):
        second.execute("set local lock_timeout = '200ms'")
        load_law(second, _documents("CC"))
