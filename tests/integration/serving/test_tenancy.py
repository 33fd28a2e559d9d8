"""Tenants do not see each other, and the application's role can only append."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from psra_assets.contracts.ledger import LedgerEntry, LedgerEvent
from psra_assets.foundation.unit_of_work import unit_of_work
from serving.certificates import service
from serving.certificates.errors import UnknownCertificate
from serving.ledger import repository as ledger
from serving.ledger.service import entry_digest
from tests.integration.serving.law import TODAY, Law, ScriptedBook, digest, request_json

Connection = psycopg.Connection[Any]
TABLES = ("declarations", "determinations", "idempotency_keys", "ledger", "number_series", "revocations")
PORTFOLIO_TABLES = ("bills", "prices", "supplier_statements", "verdicts")


@pytest.fixture
def issued(connection: Connection, tenant: UUID, law: Law) -> service.IssuedCertificate:
    return service.issue_json(
        connection, request_json(), tenant=tenant, today=TODAY, rulebook=ScriptedBook(law).loaded()
    )


def test_every_table_of_app_forces_row_level_security(connection: Connection) -> None:
    rows = connection.execute(
        "select c.relname, c.relrowsecurity, c.relforcerowsecurity, p.polname,"
        " pg_get_expr(p.polqual, p.polrelid) = pg_get_expr(p.polwithcheck, p.polrelid), a.attnotnull"
        " from pg_class c left join pg_policy p on p.polrelid = c.oid"
        " left join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'"
        " where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p') order by 1"
    ).fetchall()
    own = [(table, True, True, "tenant", True, True) for table in (*TABLES, *PORTFOLIO_TABLES, "portfolios")]
    # Which tenants have bills is the platform's to see, and nothing more of them.
    assert sorted(map(tuple, rows), key=str) == sorted([*own, ("portfolios", True, True, "watch", None, True)], key=str)


def test_a_portfolio_is_its_tenants_own(connection: Connection, tenant: UUID) -> None:
    insert = "insert into app.bills (tenant_id, bill_id, document) values (%s, 'b', '{}')"
    with unit_of_work(connection, role="psra_app", tenant=tenant) as work:
        work.execute(insert, [tenant])
    with unit_of_work(connection, role="psra_app", tenant=uuid4()) as work:
        assert [work.execute(f"select * from app.{table}").fetchall() for table in PORTFOLIO_TABLES] == [[]] * 4
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            work.execute(insert, [tenant])
    with unit_of_work(connection, role="psra_etl") as work:
        assert {"tenant_id": tenant} in work.execute("select tenant_id from app.portfolios").fetchall()
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            work.execute("select * from app.bills")


def test_the_application_owns_nothing(connection: Connection) -> None:
    owned = connection.execute(
        "select count(*) from pg_class where relowner = (select oid from pg_roles where rolname = 'psra_app')"
    ).fetchone()
    assert owned == (0,)


@pytest.mark.parametrize("table", TABLES)
def test_another_tenant_sees_nothing(
    connection: Connection, tenant: UUID, issued: service.IssuedCertificate, table: str
) -> None:
    count = f"select count(*) as rows from app.{table}"
    with unit_of_work(connection, role="psra_app", tenant=tenant) as work:
        own = work.execute(count).fetchone()
    with unit_of_work(connection, role="psra_app", tenant=uuid4()) as work:
        other = work.execute(count).fetchone()
    assert own is not None
    assert own["rows"] == {"revocations": 0, "determinations": 2}.get(table, 1)
    assert other == {"rows": 0}


def test_without_a_tenant_nothing_is_readable(connection: Connection, issued: service.IssuedCertificate) -> None:
    """Neither in a session that had a tenant before, nor in a fresh one."""
    with unit_of_work(connection, role="psra_app") as work:
        assert work.execute("select * from app.ledger").fetchall() == []
    with (
        psycopg.connect(connection.info.dsn, password=connection.info.password) as fresh,
        unit_of_work(fresh, role="psra_app") as work,
    ):
        assert work.execute("select * from app.ledger").fetchall() == []


def test_a_certificate_of_another_tenant_is_unknown(connection: Connection, issued: service.IssuedCertificate) -> None:
    with pytest.raises(UnknownCertificate):
        service.read(connection, issued.certificate_id, tenant=uuid4())
    with pytest.raises(UnknownCertificate):
        service.revoke(connection, issued.certificate_id, tenant=uuid4(), effective_on=TODAY, reason="not mine")


def test_no_row_is_written_for_another_tenant(connection: Connection, tenant: UUID) -> None:
    with (
        pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security"),
        unit_of_work(connection, role="psra_app", tenant=tenant) as work,
    ):
        ledger.append(work, uuid4(), LedgerEvent.REVOKED, uuid4(), payload_sha256="0" * 64, document_sha256=None)


@pytest.mark.parametrize(
    "statement",
    [
        "update app.ledger set recorded_at = now()",
        "delete from app.ledger",
        "truncate app.ledger",
        "update app.declarations set payload = '{}'",
        "delete from app.declarations",
        "update app.determinations set verdict = 'undetermined'",
        "delete from app.revocations",
        "delete from app.idempotency_keys",
        "update app.number_series set issuer_name = 'other'",
        "delete from app.number_series",
        "alter table app.ledger disable trigger all",
        "alter table app.ledger disable row level security",
        "drop table app.ledger",
    ],
)
def test_the_application_can_only_append(
    connection: Connection, tenant: UUID, issued: service.IssuedCertificate, statement: str
) -> None:
    with (
        pytest.raises(psycopg.errors.InsufficientPrivilege),
        unit_of_work(connection, role="psra_app", tenant=tenant) as work,
    ):
        work.execute(statement)


@pytest.mark.parametrize("table", ["declarations", "determinations", "idempotency_keys", "ledger", "revocations"])
@pytest.mark.parametrize(
    "statement", ["update app.{} set tenant_id = tenant_id", "delete from app.{}", "truncate app.{} cascade"]
)
def test_not_even_the_owner_changes_by_accident(connection: Connection, table: str, statement: str) -> None:
    with pytest.raises(psycopg.errors.RestrictViolation, match="append-only"):
        connection.execute(statement.format(table))


def test_the_database_gives_index_links_and_time(
    connection: Connection, tenant: UUID, issued: service.IssuedCertificate
) -> None:
    """A client that names them itself is overruled."""
    with unit_of_work(connection, role="psra_app", tenant=tenant) as work:
        work.execute(
            "insert into app.ledger values (%s, 99, 'revoked', %s, %s, null, %s, %s, '2000-01-01')",
            [tenant, issued.certificate_id, "1" * 64, "2" * 64, "3" * 64],
        )
        row = work.execute("select * from app.ledger where index = 2").fetchone()
    entry = LedgerEntry.model_validate(row)
    assert entry.previous_sha256 == issued.ledger_entry_sha256
    assert entry.entry_sha256 == entry_digest(entry)
    assert entry.recorded_at.year >= 2026


def test_the_determinations_can_be_replayed(
    connection: Connection, tenant: UUID, issued: service.IssuedCertificate, law: Law
) -> None:
    with unit_of_work(connection, role="psra_app", tenant=tenant) as work:
        rows = work.execute("select * from app.determinations order by determination_id").fetchall()
    assert [row["as_of"] for row in rows] == [issued.payload.valid_from, issued.payload.valid_to]
    for row, declared in zip(rows, issued.payload.lines[0].determinations, strict=True):
        assert (row["line"], row["country"], row["agreement_id"]) == (1, "GB", "eu-gb")
        assert row["release_id"] == law.release_id
        assert (
            row["case_sha256"] == row["answer"]["case_sha256"] == declared.case_sha256 == digest(row["case_document"])
        )
