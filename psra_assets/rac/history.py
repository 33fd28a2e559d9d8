"""Earlier published versions into ``law``, oldest to newest, as they would have been recorded when they were published.

A version is known from the day on which it was published until the next one, or until we first recorded the agreement.
What both say is one version of the rule. Nothing that is recorded already is touched: a version that was published
after that, and landed late, is left out and said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson
import yaml
from psycopg import sql

from psra_assets.foundation.errors import PsraError
from psra_assets.rac.compile import ArticleBundle, compile_rule_sets
from psra_assets.rac.hmrc import PREFIX, SAMPLE, landed_bytes, shelf
from psra_assets.rac.load import keeping, lock_law, rules_known_at
from psra_assets.rac.rows import RuleRow, law_rows, same_law

if TYPE_CHECKING:
    from psra_assets.foundation.unit_of_work import Connection

_LANDED = """
select split_part(name, '/', -1) as scheme, sha256, url, publisher, published_on
from landing.historic_objects
where source = 'hmrc' and dataset = 'rule_sets_history' and name like 'uk/%' and published_on is not null
union all
select split_part(name, '/', 2), sha256, url, publisher, published_on
from landing.current_objects where source = 'hmrc' and dataset = 'rule_sets' and name like 'uk/%'
"""


class Version(NamedTuple):
    """The rules of one agreement as published on a day, by id."""

    agreement: str
    published_on: date
    rules: Mapping[str, RuleRow]

    @property
    def known_at(self) -> datetime:
        """The beginning of the day, UTC."""
        return datetime.combine(self.published_on, time.min, UTC)


class _Recorded(NamedTuple):
    """A version of a rule and when it was known."""

    rule: RuleRow
    since: datetime
    until: datetime | None


class Change(NamedTuple):
    """What a version changes against the one before it: ids of rules, sorted."""

    agreement: str
    known_at: datetime
    added: list[str]
    gone: list[str]
    changed: list[str]
    unchanged: int


@dataclass(slots=True)
class Replayed:
    """What each version that was recorded changed; versions that came too late; files that could not be read."""

    changes: list[Change] = field(default_factory=list)
    too_late: list[str] = field(default_factory=list)
    failures: dict[str, str] = field(default_factory=dict)


def landed_digests(connection: Connection) -> list[str]:
    """What the history in ``landing`` is made of, for a fingerprint."""
    return [f"{row['scheme']} {row['published_on']} {row['sha256']}" for row in _landed(connection)]


def _landed(connection: Connection) -> list[dict[str, Any]]:
    """Versions whose day is known, of agreements that have more than one; the list in force may be among them."""
    rows = [
        {**row, "published_on": row["published_on"] or published_days().get(row["sha256"])}
        for row in connection.execute(_LANDED).fetchall()
    ]
    dated = [row for row in rows if row["published_on"] is not None and row["publisher"] != SAMPLE]
    several = {row["scheme"] for row in dated if any(o["scheme"] == row["scheme"] and o is not row for o in rows)}
    return sorted((r for r in dated if r["scheme"] in several), key=lambda row: (row["published_on"], row["scheme"]))


@cache
def published_days() -> dict[str, date]:
    """Days of publication that the bytes do not carry, by their digest."""
    text = (files("psra_assets.rac") / "published_days.yaml").read_text(encoding="utf-8")
    return {entry["sha256"]: entry["published_on"] for entry in yaml.load(text, Loader=yaml.CSafeLoader)}


def replay_landed(connection: Connection, progress: Callable[[str, int, int], None]) -> Replayed:
    """Record every landed version with a day that ``law`` does not have yet."""
    rows = _landed(connection)
    bundles = shelf(connection, "uk") if rows else {}
    failures: dict[str, str] = {}
    versions: list[Version] = []
    for number, row in enumerate(rows, start=1):
        progress("history", number, len(rows))
        try:
            bundle, _ = bundles.get(row["scheme"], (None, ""))
            versions.append(compiled_version(row["scheme"], landed_bytes(row["sha256"]), row, bundle))
        except PsraError as error:
            failures[f"{PREFIX}-{row['scheme']} of {row['published_on']}"] = str(error)
    found = replay(connection, versions)
    found.failures.update(failures)
    return found


def compiled_version(scheme: str, data: bytes, row: Mapping[str, Any], bundle: ArticleBundle | None) -> Version:
    """A version compiled with today's compiler and notes; ``row`` has its ``sha256``, ``url`` and ``published_on``."""
    compiled = compile_rule_sets(
        scheme,
        orjson.loads(data),
        prefix=PREFIX,
        source_sha256=row["sha256"],
        articles=bundle,
        place_name=row["url"],
    )
    documents = ((name, orjson.loads(text)) for name, text in compiled.documents.items())
    # Today's general rules are not those of the day: an earlier version has none.
    rules = law_rows((name, document) for name, document in documents if document["kind"] == "rules").rules
    return Version(compiled.agreement, row["published_on"], {rule.rule_id: rule for rule in rules})


def replay(connection: Connection, versions: Iterable[Version]) -> Replayed:
    """Record versions in the caller's transaction (a unit of work as ``psra_etl``), whatever order they come in."""
    lock_law(connection)
    found = Replayed()
    by_agreement: dict[str, list[Version]] = {}
    for version in sorted(versions, key=lambda each: (each.agreement, each.published_on)):
        by_agreement.setdefault(version.agreement, []).append(version)
    for agreement, published in by_agreement.items():
        recorded = _first_recorded(connection, agreement)
        early = [version for version in published if recorded is None or version.known_at < recorded]
        found.too_late += [
            f"{agreement} of {version.published_on}: it is recorded since {recorded:%Y-%m-%d}, with other rules"
            for version in published
            if recorded is not None and version not in early and not _is_recorded(connection, version)
        ]
        found.changes += _record(connection, early, recorded)
    return found


def _record(connection: Connection, versions: list[Version], end: datetime | None) -> list[Change]:
    """Insert one agreement's versions; those of the last one stay open, or end where it was first recorded."""
    changes: list[Change] = []
    opened: dict[str, tuple[RuleRow, datetime]] = {}
    closed: list[_Recorded] = []
    for version in versions:
        known = {rule_id: row for rule_id, (row, _) in opened.items()}
        wanted = {row.rule_id: row for row in keeping(version.rules.values(), known)}
        gone = known.keys() - wanted.keys()
        changed = {rule_id for rule_id, row in wanted.items() if rule_id in known and row is not known[rule_id]}
        closed += [_Recorded(*opened.pop(rule_id), version.known_at) for rule_id in sorted(gone | changed)]
        added = wanted.keys() - known.keys()
        opened |= {rule_id: (wanted[rule_id], version.known_at) for rule_id in added | changed}
        changes.append(
            Change(
                version.agreement,
                version.known_at,
                sorted(added),
                sorted(gone),
                sorted(changed),
                len(wanted) - len(added) - len(changed),
            )
        )
    closed += [_Recorded(row, since, end) for row, since in opened.values()]
    columns = sql.SQL(", ").join(map(sql.Identifier, (*RuleRow._fields, "recorded_from", "recorded_to")))
    with connection.cursor().copy(sql.SQL("copy law.rules ({}) from stdin").format(columns)) as copy:
        for row, since, until in closed:
            copy.write_row((*row, since, until))
    return changes


def _first_recorded(connection: Connection, agreement: str) -> datetime | None:
    statement = "select min(recorded_from) as first from law.rules where agreement_id = %s"
    row = connection.execute(statement, [agreement]).fetchone()
    return row["first"] if row else None


def _is_recorded(connection: Connection, version: Version) -> bool:
    """Whether ``law`` as known on a version's day is what it says."""
    known = rules_known_at(connection, version.agreement, version.known_at)
    return known.keys() == version.rules.keys() and all(
        same_law(row, version.rules[rule_id]) for rule_id, row in known.items()
    )
