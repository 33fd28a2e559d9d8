"""Loading law: one transaction appends what is new and closes what is gone or changed; the rest is not touched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from psycopg import sql

from psra_assets.foundation.unit_of_work import Connection
from psra_assets.rac.rows import AgreementRow, RuleRow, law_rows, same_law

# Any constant that no other program on the database uses. Loads run one after the other, so that no version appears
# in the past of a release that was made in between.
LAW_LOCK = 7_303_014_921_557


class Loaded(NamedTuple):
    """What a load did, in versions of rules and of agreements, and which rules it touched."""

    known_at: datetime
    appended: int
    closed: int
    unchanged: int
    agreements: list[str]
    added: list[str]
    gone: list[str]
    changed: list[str]


class _Done(NamedTuple):
    """Keys of what was appended and closed."""

    appended: set[str]
    closed: set[str]


class _Table(NamedTuple):
    name: str
    key: str
    columns: tuple[str, ...]


_RULES = _Table("rules", "rule_id", RuleRow._fields)
_AS_TEXT = {"header", "sources", "rule", "valid_from", "valid_to"}
_AGREEMENTS = _Table("agreements", "agreement_id", AgreementRow._fields)


def load_law(connection: Connection, documents: Iterable[tuple[str, Mapping[str, Any]]]) -> Loaded:
    """Bring ``law`` to what the documents say, in the caller's transaction (a unit of work as ``psra_etl``).

    Only the agreements that the documents contain are touched; others stay as they are. A compiled rule whose words and
    meaning stay keeps its version, although its place in a new file is another. Raises ``RuleTwice`` (RAC290).
    """
    rows = law_rows(documents)
    lock_law(connection)
    known_at: datetime = _one(connection.execute("select clock_timestamp() as known_at").fetchone())["known_at"]
    known = _open_rules(connection, rows.contained)
    rules = _bring(connection, _RULES, keeping(rows.rules, known), known_at, rows.contained)
    agreements = _bring(connection, _AGREEMENTS, rows.agreements, known_at, rows.contained)
    return Loaded(
        known_at,
        appended=len(rules.appended) + len(agreements.appended),
        closed=len(rules.closed) + len(agreements.closed),
        unchanged=len(rows.rules) + len(rows.agreements) - len(rules.appended) - len(agreements.appended),
        agreements=rows.contained,
        added=sorted(rules.appended - rules.closed),
        gone=sorted(rules.closed - rules.appended),
        changed=sorted(rules.appended & rules.closed),
    )


def lock_law(connection: Connection) -> None:
    """Wait for the load that is under way, until the end of the transaction."""
    connection.execute("select pg_advisory_xact_lock(%s)", [LAW_LOCK])


def rules_known_at(connection: Connection, agreement: str, moment: datetime) -> dict[str, RuleRow]:
    """An agreement's rules as they were known at a moment, by id, with JSON as text."""
    return _rules(
        connection,
        sql.SQL("agreement_id = %s and recorded_from <= %s and (recorded_to is null or recorded_to > %s)"),
        [agreement, moment, moment],
    )


def _open_rules(connection: Connection, agreements: list[str]) -> dict[str, RuleRow]:
    return _rules(connection, sql.SQL("recorded_to is null and agreement_id = any(%s)"), [agreements])


def _rules(connection: Connection, where: sql.SQL, parameters: list[Any]) -> dict[str, RuleRow]:
    columns = sql.SQL(", ").join(
        sql.SQL("{}::text").format(sql.Identifier(name)) if name in _AS_TEXT else sql.Identifier(name)
        for name in RuleRow._fields
    )
    statement = sql.SQL("select {} from law.rules where {}").format(columns, where)
    return {row["rule_id"]: RuleRow(**row) for row in connection.execute(statement, parameters)}


def keeping(wanted: Iterable[RuleRow], known: Mapping[str, RuleRow]) -> Iterator[RuleRow]:
    """The rows, each in its known version where both are the same law."""
    for row in wanted:
        before = known.get(row.rule_id)
        yield before if before is not None and same_law(before, row) else row


def _bring(
    connection: Connection,
    table: _Table,
    wanted: Iterable[tuple[object, ...]],
    known_at: datetime,
    contained: list[str],
) -> _Done:
    """Keys of the appended and the closed versions of one table."""
    names = {
        "law": sql.Identifier("law", table.name),
        "candidate": sql.Identifier(f"candidate_{table.name}"),
        "key": sql.Identifier(table.key),
        "columns": sql.SQL(", ").join(map(sql.Identifier, table.columns)),
    }
    connection.execute(
        sql.SQL("create temporary table {candidate} on commit drop as select {columns} from {law} with no data").format(
            **names
        )
    )
    with connection.cursor().copy(sql.SQL("copy {candidate} ({columns}) from stdin").format(**names)) as copy:
        for row in wanted:
            copy.write_row(row)
    connection.execute(sql.SQL("create index on {candidate} ({key})").format(**names))
    connection.execute(sql.SQL("analyze {candidate}").format(**names))
    closed = connection.execute(
        sql.SQL(
            "update {law} as known set recorded_to = %(at)s"
            " where known.recorded_to is null and known.agreement_id = any(%(contained)s) and not exists ("
            "   select 1 from {candidate} as wanted where wanted.{key} = known.{key}"
            "   and to_jsonb(wanted) = to_jsonb(known) - 'recorded_from' - 'recorded_to') returning known.{key} as key"
        ).format(**names),
        {"at": known_at, "contained": contained},
    ).fetchall()
    appended = connection.execute(
        sql.SQL(
            "insert into {law} ({columns}, recorded_from) select {columns}, %(at)s from {candidate} as wanted"
            " where not exists ("
            "   select 1 from {law} as known where known.{key} = wanted.{key} and known.recorded_to is null)"
            " returning {key} as key"
        ).format(**names),
        {"at": known_at},
    ).fetchall()
    return _Done({row["key"] for row in appended}, {row["key"] for row in closed})


def _one(row: dict[str, Any] | None) -> dict[str, Any]:
    if row is None:
        raise RuntimeError("a select without from gave no row")
    return row
