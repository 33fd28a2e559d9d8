"""Earlier published versions: replayed oldest to newest, each rule known from the day on which it was published."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import orjson
import psycopg
import pytest
from pydantic import SecretStr

from psra_assets.foundation.postgres import Database
from psra_assets.foundation.settings import Settings, settings
from psra_assets.foundation.unit_of_work import Connection
from psra_assets.rac import history
from psra_assets.rac.compile import compile_rule_sets
from psra_assets.rac.history import Version, compiled_version, landed_digests, published_days, replay, replay_landed
from psra_assets.rac.load import Loaded, load_law, rules_known_at
from tests.unit.rule_tables.undoing import undone

FIRST, SECOND, CORRECTED = date(2024, 12, 9), date(2025, 4, 9), date(2025, 4, 22)
KOREA, CPTPP = "gb-south-korea", "gb-cptpp"
UK = "data/hmrc/rules_of_origin/roo_schemes_uk/rule_sets"
HISTORY = "data/hmrc/rules_of_origin_history"
# the row for 2106 that the correction took out
GONE = "gb-south-korea:hs2007:2106~2"


@pytest.fixture(scope="module")
def empty_db(postgres_url: str) -> Database:
    """A database without law: what other tests of the session published would stand in the way of its past."""
    name = f"psra_history_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{os.getpid()}"
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(f'create database "{name}"')
    db = Database(Settings(database_url=SecretStr(postgres_url.rsplit("/", 1)[0] + f"/{name}")))
    db.prepare()
    return db


@pytest.fixture
def work(empty_db: Database) -> Iterator[Connection]:
    """A unit of work that leaves nothing behind."""
    with undone(empty_db) as work:
        yield work


def _payload(*rows: tuple[str, str]) -> dict[str, Any]:
    """A list with one rule a heading."""
    return {
        "rule_sets": [
            {
                "heading": heading,
                "min": heading.ljust(10, "0"),
                "max": heading.ljust(10, "9"),
                "rules": [{"rule": words}],
            }
            for heading, words in rows
        ]
    }


def _version(published_on: date, *rows: tuple[str, str], scheme: str = "t-past") -> Version:
    data = json.dumps(_payload(*rows)).encode()
    row = {"sha256": hashlib.sha256(data).hexdigest(), "url": f"{published_on}.json", "published_on": published_on}
    return compiled_version(scheme, data, row, None)


def _load(work: Connection, scheme: str, payload: Any) -> Loaded:
    data = json.dumps(payload).encode()
    compiled = compile_rule_sets(scheme, payload, prefix="gb", source_sha256=hashlib.sha256(data).hexdigest())
    loaded = load_law(work, ((name, orjson.loads(text)) for name, text in compiled.documents.items()))
    for table in ("rules", "agreements"):
        work.execute(f"drop table candidate_{table}")  # a second load in one transaction is for tests only
    return loaded


def _known(work: Connection, agreement: str) -> dict[str, list[tuple[str, datetime, datetime | None]]]:
    """Versions of each rule: words, known from, known to."""
    found: dict[str, list[tuple[str, datetime, datetime | None]]] = {}
    rows = work.execute(
        "select rule_id, rule ->> 'text' as words, recorded_from, recorded_to from law.rules"
        " where agreement_id = %s order by rule_id, recorded_from",
        [agreement],
    )
    for row in rows:
        found.setdefault(row["rule_id"].split(":")[2], []).append(
            (row["words"], row["recorded_from"], row["recorded_to"])
        )
    return found


def _day(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def test_versions_are_known_from_their_day_until_the_next(work: Connection) -> None:
    later = _version(SECOND, ("3902", "CC"), ("3903", "CTSH"), ("3904", "CTH"))
    earlier = _version(FIRST, ("3901", "CTH"), ("3902", "CTH"), ("3903", "CTSH"))
    replayed = replay(work, [later, earlier])
    assert [(change.known_at, change.unchanged) for change in replayed.changes] == [(_day(FIRST), 0), (_day(SECOND), 1)]
    change = replayed.changes[1]
    prefix = "gb-t-past:hs2022:"
    assert (change.added, change.gone, change.changed) == (
        [f"{prefix}3904~1"],
        [f"{prefix}3901~1"],
        [f"{prefix}3902~1"],
    )
    loaded = _load(work, "t-past", _payload(("3902", "CC"), ("3903", "CTH"), ("3904", "CTH")))
    assert (loaded.added, loaded.gone, loaded.changed) == ([], [], [f"{prefix}3903~1"])
    now = loaded.known_at
    assert _known(work, "gb-t-past") == {
        "3901~1": [("CTH", _day(FIRST), _day(SECOND))],
        "3902~1": [("CTH", _day(FIRST), _day(SECOND)), ("CC", _day(SECOND), None)],
        "3903~1": [("CTSH", _day(FIRST), now), ("CTH", now, None)],
        "3904~1": [("CTH", _day(SECOND), None)],
    }


def test_a_row_more_moves_places_and_changes_no_other_rule(work: Connection) -> None:
    _load(work, "t-past", _payload(("3902", "CC"), ("3903", "CTSH")))
    loaded = _load(work, "t-past", _payload(("3901", "CTH"), ("3902", "CC"), ("3903", "CTSH")))
    assert (loaded.added, loaded.gone, loaded.changed) == (["gb-t-past:hs2022:3901~1"], [], [])
    assert loaded.unchanged == 2


def test_what_is_recorded_already_is_not_touched(work: Connection) -> None:
    now = _load(work, "t-past", _payload(("3901", "CTH"), ("3902", "CC"))).known_at
    replayed = replay(work, [_version(FIRST, ("3901", "CTSH"), ("3902", "CC"))])
    assert replayed.too_late == []
    assert _known(work, "gb-t-past") == {
        "3901~1": [("CTSH", _day(FIRST), now), ("CTH", now, None)],
        "3902~1": [("CC", _day(FIRST), now), ("CC", now, None)],
    }
    again = replay(work, [_version(SECOND, ("3901", "CC"))])
    assert again.changes == []
    assert again.too_late == ["gb-t-past of 2025-04-09: it is recorded since 2024-12-09, with other rules"]
    same = replay(work, [_version(FIRST, ("3901", "CTSH"), ("3902", "CC"))])
    assert (same.changes, same.too_late) == ([], []), "what is recorded as it was published is nothing to say"


class _Landing:
    """The unit of work, over versions that are landed."""

    def __init__(self, work: Connection, *versions: tuple[str, date | None, Any]) -> None:
        self._work = work
        self._rows = []
        for scheme, published_on, payload in versions:
            data = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
            sha256 = hashlib.sha256(data).hexdigest()
            path = settings().landing_dir / sha256[:2] / sha256
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            self._rows.append(
                {"scheme": scheme, "sha256": sha256, "url": "landed", "publisher": "hmrc", "published_on": published_on}
            )

    def execute(self, statement: Any, parameters: Any = None) -> Any:
        if statement == history._LANDED:
            return SimpleNamespace(fetchall=lambda: self._rows)
        return self._work.execute(statement, parameters)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._work, name)


def test_landed_versions_are_recorded_once_and_a_broken_one_is_said(work: Connection) -> None:
    now = _payload(("3901", "CC"), ("3902", "CTH"))
    landed = _Landing(
        work,
        ("t-past", FIRST, _payload(("3901", "CTH"), ("3902", "CTH"))),
        ("t-past", None, now),
        ("t-broken", FIRST, b'{"rule_sets": 1}'),
        ("t-broken", None, now),
        ("t-single", FIRST, now),
        ("t-new", None, now),
    )
    told: list[int] = []
    found = replay_landed(landed, lambda what, done, total: told.append(total))  # type: ignore[arg-type]
    assert [(change.agreement, len(change.added)) for change in found.changes] == [("gb-t-past", 2)]
    assert list(found.failures) == ["gb-t-broken of 2024-12-09"]
    assert "SRC690" in found.failures["gb-t-broken of 2024-12-09"]
    assert told == [2, 2], "a version without a day, or without another one, is no history"
    loaded = _load(work, "t-past", now)
    assert (loaded.added, loaded.gone, loaded.changed) == ([], [], ["gb-t-past:hs2022:3901~1"])
    again = replay_landed(landed, lambda *_: None)  # type: ignore[arg-type]
    assert (again.changes, again.too_late) == ([], [])
    assert len(landed_digests(landed)) == 2  # type: ignore[arg-type]


def test_a_day_that_the_bytes_do_not_carry_is_known_by_their_digest(
    work: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = json.dumps(_payload(("3901", "CC"))).encode()
    monkeypatch.setattr(history, "published_days", lambda: {hashlib.sha256(now).hexdigest(): SECOND})
    landed = _Landing(work, ("t-past", None, now), ("t-past", FIRST, _payload(("3901", "CTH"))))
    found = replay_landed(landed, lambda *_: None)  # type: ignore[arg-type]
    assert [(change.known_at, len(change.changed)) for change in found.changes] == [(_day(FIRST), 0), (_day(SECOND), 1)]


def test_the_published_history(shared: Path, work: Connection) -> None:
    """South Korea before its correction and CPTPP as first published, each followed by the list in force."""

    def version(scheme: str, path: str, day: date) -> Version:
        data = gzip.decompress((shared / path).read_bytes())
        row = {"sha256": hashlib.sha256(data).hexdigest(), "url": path, "published_on": day}
        return compiled_version(scheme, data, row, None)

    korea = version("south-korea", f"{HISTORY}/2025-04-09/rule_sets/south-korea.json.gz", SECOND)
    now = gzip.decompress((shared / UK / "south-korea.json.gz").read_bytes())
    corrected = version("south-korea", f"{UK}/south-korea.json.gz", published_days()[hashlib.sha256(now).hexdigest()])
    cptpp = version("cptpp", f"{HISTORY}/2024-12-09-initial/rule_sets/cptpp.json.gz", FIRST)
    replayed = replay(work, [corrected, korea, cptpp])
    assert [(c.agreement, c.known_at, len(c.added), c.gone, c.changed, c.unchanged) for c in replayed.changes] == [
        (CPTPP, _day(FIRST), len(cptpp.rules), [], [], 0),
        (KOREA, _day(SECOND), len(korea.rules), [], [], 0),
        (KOREA, _day(CORRECTED), 0, [GONE], [], len(korea.rules) - 1),
    ]
    for scheme, before in (("south-korea", corrected), ("cptpp", cptpp)):
        loaded = _load(work, scheme, json.loads(gzip.decompress((shared / UK / f"{scheme}.json.gz").read_bytes())))
        # CPTPP's first list printed a chapter's title as a row; it was never a rule.
        assert (loaded.added, loaded.gone, loaded.changed, loaded.unchanged) == ([], [], [], len(before.rules))
    periods = work.execute(
        "select agreement_id, recorded_from, recorded_to, count(*)::int as n from law.rules"
        " where agreement_id = any(%s) group by 1, 2, 3 order by 1, 2, 3",
        [[KOREA, CPTPP]],
    ).fetchall()
    assert [tuple(row.values()) for row in periods] == [
        (CPTPP, _day(FIRST), None, len(cptpp.rules)),
        (KOREA, _day(SECOND), _day(CORRECTED), 1),
        (KOREA, _day(SECOND), None, len(korea.rules) - 1),
    ]
    assert GONE in rules_known_at(work, KOREA, _day(date(2025, 4, 21)))
    assert GONE not in rules_known_at(work, KOREA, _day(CORRECTED))
    again = replay(work, [corrected, korea, cptpp])
    assert (again.changes, again.too_late) == ([], [])
