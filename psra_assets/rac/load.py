"""Loading law: one transaction appends what is new and closes what is gone or changed; the rest is not touched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from psycopg import sql

from psra_assets.foundation.unit_of_work import Connection
from psra_assets.rac.rows import AgreementRow, RuleRow, law_rows

# Any constant that no other program on the database uses. Loads run one after the other, so that no version appears
# in the past of a release that was made in between.
LAW_LOCK = 7_303_014_921_557


class Loaded(NamedTuple):
    """What a load did, in versions of rules and of agreements."""

    known_at: datetime
    appended: int
    closed: int
    unchanged: int
    agreements: list[str]


class _Table(NamedTuple):
    name: str
    key: str
    columns: tuple[str, ...]


_RULES = _Table("rules", "rule_id", RuleRow._fields)
_AGREEMENTS = _Table("agreements", "agreement_id", AgreementRow._fields)


def load_law(connection: Connection, documents: Iterable[tuple[str, Mapping[str, Any]]]) -> Loaded:
    """Bring ``law`` to what the documents say, in the caller's transaction (a unit of work as ``psra_etl``).

    Only the agreements that the documents contain are touched; others stay as they are. Raises ``RuleTwice`` (RAC290).
    """
    rows = law_rows(documents)
    connection.execute("select pg_advisory_xact_lock(%s)", [LAW_LOCK])
    known_at: datetime = _one(connection.execute("select clock_timestamp() as known_at").fetchone())["known_at"]
    rules = _bring(connection, _RULES, rows.rules, known_at, rows.contained)
    agreements = _bring(connection, _AGREEMENTS, rows.agreements, known_at, rows.contained)
    return Loaded(
        known_at,
        appended=rules[0] + agreements[0],
        closed=rules[1] + agreements[1],
        unchanged=len(rows.rules) + len(rows.agreements) - rules[0] - agreements[0],
        agreements=rows.contained,
    )


def _bring(
    connection: Connection,
    table: _Table,
    wanted: Iterable[tuple[object, ...]],
    known_at: datetime,
    contained: list[str],
) -> tuple[int, int]:
    """Appended and closed versions of one table."""
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
            "   and to_jsonb(wanted) = to_jsonb(known) - 'recorded_from' - 'recorded_to')"
        ).format(**names),
        {"at": known_at, "contained": contained},
    ).rowcount
    appended = connection.execute(
        sql.SQL(
            "insert into {law} ({columns}, recorded_from) select {columns}, %(at)s from {candidate} as wanted"
            " where not exists ("
            "   select 1 from {law} as known where known.{key} = wanted.{key} and known.recorded_to is null)"
        ).format(**names),
        {"at": known_at},
    ).rowcount
    return appended, closed


def _one(row: dict[str, Any] | None) -> dict[str, Any]:
    if row is None:
        raise RuntimeError("a select without from gave no row")
    return row
