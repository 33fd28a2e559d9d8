"""The schema's promises: append and close, least privilege, one home for each schema."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest

from psra_assets.foundation.migrations import upgrade
from psra_assets.foundation.postgres import Database
from psra_assets.foundation.unit_of_work import unit_of_work

AGREEMENT = """
insert into law.agreements (agreement_id, title, publisher, hs_edition, parties, document, document_sha256)
values ('t-one', 'T', 'psra', 2017, '[]', '{}', repeat('a', 64))
"""


def test_migrating_twice_changes_nothing(platform_db: Database) -> None:
    upgrade(platform_db.url())
    with platform_db.connect() as connection:
        assert connection.execute("select count(*) from psra_migrations").fetchone() == (1,)


def test_law_is_append_and_close(db_connection: psycopg.Connection[Any]) -> None:
    db_connection.execute(AGREEMENT)
    with pytest.raises(psycopg.errors.RestrictViolation, match="only recorded_to"), db_connection.transaction():
        db_connection.execute("update law.agreements set title = 'other' where agreement_id = 't-one'")
    with pytest.raises(psycopg.errors.RestrictViolation, match="nothing is deleted"), db_connection.transaction():
        db_connection.execute("delete from law.agreements where agreement_id = 't-one'")
    close = "update law.agreements set recorded_to = now() where agreement_id = 't-one'"
    db_connection.execute(close)
    with pytest.raises(psycopg.errors.RestrictViolation, match="only recorded_to"), db_connection.transaction():
        db_connection.execute(close)


def test_the_application_cannot_reach_the_law(db_connection: psycopg.Connection[Any]) -> None:
    with (
        pytest.raises(psycopg.errors.InsufficientPrivilege),
        unit_of_work(db_connection, role="psra_app") as app,
    ):
        app.execute("select * from law.agreements")


def test_the_loader_cannot_change_what_is_recorded(db_connection: psycopg.Connection[Any]) -> None:
    with (
        pytest.raises(psycopg.errors.InsufficientPrivilege),
        unit_of_work(db_connection, role="psra_etl") as etl,
    ):
        etl.execute(AGREEMENT)
        etl.execute("update law.agreements set title = 'other'")


def test_the_role_ends_with_the_unit_of_work(db_connection: psycopg.Connection[Any]) -> None:
    before = db_connection.execute("select current_user").fetchone()
    with pytest.raises(RuntimeError, match="outermost"), unit_of_work(db_connection, role="psra_etl"):
        pass
    db_connection.rollback()
    with unit_of_work(db_connection, role="psra_etl") as etl:
        assert etl.execute("select current_user as who").fetchone() == {"who": "psra_etl"}
    assert db_connection.execute("select current_user").fetchone() == before


def test_releases_are_append_only(db_connection: psycopg.Connection[Any]) -> None:
    with pytest.raises(psycopg.errors.RestrictViolation, match="append-only"), db_connection.transaction():
        db_connection.execute("delete from law.releases")
