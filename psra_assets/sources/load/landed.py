"""One object to its tables, in one transaction: all of its rows, its findings and its being in force, or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import psycopg
from psycopg import sql
from psycopg.rows import tuple_row

from psra_assets.sources.errors import LoadRefused, SourceError
from psra_assets.sources.findings import Finding
from psra_assets.sources.landing import LandedObject
from psra_assets.sources.limits import Limits
from psra_assets.sources.load.datasets import Dataset, Parsing, Table, dataset_of
from psra_assets.sources.load.report import LoadReport

Connection = psycopg.Connection[Any]
ETL_ROLE = "psra_etl"

_SET_ROLE = sql.SQL("set local role {}").format(sql.Identifier(ETL_ROLE))
_UPSERT_OBJECT = """
insert into landing.objects (source, dataset, name, sha256, publisher, url, size_bytes, media_type, licence,
    fetched_at, last_seen_at, published_on, etag, container)
values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
on conflict (source, dataset, name, sha256) do update set
    publisher = excluded.publisher, url = excluded.url, licence = excluded.licence, etag = excluded.etag,
    container = excluded.container, published_on = excluded.published_on,
    last_seen_at = greatest(landing.objects.last_seen_at, excluded.last_seen_at)
"""
_FIND_LOAD = """
select load_id, is_current from landing.loads
where source = %s and dataset = %s and name = %s and object_sha256 = %s and parser_version = %s
"""
_NEW_LOAD = """
insert into landing.loads (source, dataset, name, object_sha256, parser_version, row_count, is_current)
values (%s, %s, %s, %s, %s, 0, false) returning load_id
"""
_RETIRE = "update landing.loads set is_current = false where source = %s and dataset = %s and name = %s and is_current"
_ACTIVATE = """
update landing.loads set is_current = true, activated_at = transaction_timestamp(), row_count = coalesce(%s, row_count)
where load_id = %s
"""
_FORGET_FAILURES = """
delete from landing.findings where load_id is null and source = %s and dataset = %s and name = %s
"""
_ADD_FINDING = """
insert into landing.findings (load_id, source, publisher, dataset, name, object_sha256, code, severity, place, message)
values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""


def load_object(connection: Connection, landed: LandedObject, limits: Limits) -> LoadReport:
    """Load one object. What is wrong with it is in the report and in ``landing.findings``; nothing is raised for it."""
    try:
        with connection.transaction(), connection.cursor(row_factory=tuple_row) as cursor:
            cursor.execute(_SET_ROLE)
            return _load(cursor, landed, limits)
    except SourceError as error:
        failure = error
    except (psycopg.DataError, psycopg.IntegrityError) as error:
        detail = str(error).partition("\n")[0]
        failure = LoadRefused(
            f"The database refuses a row: {detail}.", place=landed.place, remedy="Nothing of the object was kept."
        )
        failure.__cause__ = error
    finding = _finding(landed, failure)
    with connection.transaction(), connection.cursor(row_factory=tuple_row) as cursor:
        cursor.execute(_SET_ROLE)
        _upsert(cursor, landed)
        cursor.execute(_FORGET_FAILURES, _name(landed))
        add_findings(cursor, [finding], None)
    return LoadReport(failed=(landed.place,), findings=(finding,))


def add_findings(cursor: psycopg.Cursor[Any], findings: Iterable[Finding], load_id: int | None) -> None:
    """Keep findings, of a load or of none."""
    rows = [
        (load_id, f.source, f.publisher, f.dataset, f.name, f.object_sha256, f.code, f.severity, f.place, f.message)
        for f in findings
    ]
    if rows:
        cursor.executemany(_ADD_FINDING, rows)


def _load(cursor: psycopg.Cursor[Any], landed: LandedObject, limits: Limits) -> LoadReport:
    dataset = dataset_of(landed)
    _upsert(cursor, landed)
    cursor.execute(_FORGET_FAILURES, _name(landed))
    identity = (*_name(landed), landed.sha256, dataset.version)
    known = cursor.execute(_FIND_LOAD, identity).fetchone()
    if known is not None:
        load_id, is_current = known
        if not is_current:
            cursor.execute(_RETIRE, _name(landed))
            cursor.execute(_ACTIVATE, (None, load_id))
        return LoadReport(skipped=1)
    created = cursor.execute(_NEW_LOAD, identity).fetchone()
    load_id = int(created[0]) if created is not None else 0
    rows, findings = _copy(cursor, landed, dataset, load_id, limits)
    add_findings(cursor, findings, load_id)
    cursor.execute(_RETIRE, _name(landed))
    cursor.execute(_ACTIVATE, (sum(rows.values()), load_id))
    return LoadReport(rows=rows, loaded=1, findings=tuple(findings))


def _copy(
    cursor: psycopg.Cursor[Any], landed: LandedObject, dataset: Dataset, load_id: int, limits: Limits
) -> tuple[dict[str, int], list[Finding]]:
    parsing = Parsing(landed.published.name, landed.read_bytes(), landed.place, [], limits)
    rows = {table.name: _copy_table(cursor, table, parsing, (load_id, landed.sha256)) for table in dataset.tables}
    return rows, [_finding(landed, error) for error in parsing.defects]


def _copy_table(cursor: psycopg.Cursor[Any], table: Table, parsing: Parsing, head: tuple[int, str]) -> int:
    columns = sql.SQL(", ").join(map(sql.Identifier, ("load_id", "object_sha256", *table.columns)))
    statement = sql.SQL("copy {} ({}) from stdin").format(sql.Identifier("landing", table.name), columns)
    count = 0
    with cursor.copy(statement) as copy:
        for record in table.parse(parsing):
            copy.write_row((*head, *record))
            count += 1
    return count


def _upsert(cursor: psycopg.Cursor[Any], landed: LandedObject) -> None:
    p = landed.published
    cursor.execute(
        _UPSERT_OBJECT,
        (
            *_name(landed),
            landed.sha256,
            p.publisher,
            p.url,
            landed.size,
            p.media_type,
            p.licence,
            landed.fetched_at,
            landed.last_seen_at,
            p.published_on,
            p.etag,
            p.container,
        ),
    )


def _name(landed: LandedObject) -> tuple[str, str, str]:
    return (landed.published.source, landed.published.dataset, landed.published.name)


def _finding(landed: LandedObject, error: SourceError) -> Finding:
    return Finding.of(
        error,
        source=landed.published.source,
        publisher=landed.published.publisher,
        dataset=landed.published.dataset,
        name=landed.published.name,
        object_sha256=landed.sha256,
    )
