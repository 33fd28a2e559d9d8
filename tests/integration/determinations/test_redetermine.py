"""A portfolio decided again after a change: only what rests on it, with the result of a full run, bit for bit."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import psra_native
import psycopg
import pytest

from psra_assets.determinations.redetermine import Redetermined, redetermine
from psra_assets.foundation.postgres import Database
from psra_assets.foundation.unit_of_work import Connection, unit_of_work
from psra_assets.rac.authored import authored_files

DAY = date(2026, 11, 24)
AGREEMENT = "eu-gb"


def case(product: str, material: str, own: str) -> dict[str, Any]:
    origin = {"status": "non_originating", "country": "CN"}
    line = {
        "id": material,
        "hs_code": "390410",
        "value": {"amount": "25", "currency": "EUR"},
        "origin": origin,
        "tags": [],
    }
    return {
        "exporting_party": "EU",
        "importing_party": "GB",
        "product": {
            "hs_code": product,
            "tags": [],
            "ex_works_price": {"amount": "100", "currency": "EUR"},
            "wholly_obtained": False,
        },
        "materials": [
            line,
            {**line, "id": f"{material}-2", "hs_code": product, "value": {"amount": own, "currency": "EUR"}},
        ],
        "processes": [],
        "processes_complete": True,
        "operations": "beyond_insufficient",
    }


def law(change: str | None = None) -> psra_native.RuleBook:
    """The authored law; with another source under the rules whose id holds ``change``."""
    documents = []
    for path, data in authored_files():
        text = data.decode()
        if change and path.startswith(AGREEMENT):
            text = text.replace(f'locator: "{change}"', f'locator: "{change} (corrected)"')
        documents.append((path, text.encode()))
    return psra_native.RuleBook.load(documents)


@pytest.fixture(scope="module")
def book() -> psra_native.RuleBook:
    return law()


class Portfolio:
    """A tenant of its own with three products."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.tenant = uuid4()
        with self.work() as work:
            for bill, product, own in (("pipe", "391723", "9"), ("box", "392310", "9"), ("tyre", "401110", "30")):
                work.execute(
                    "insert into app.bills (tenant_id, bill_id, document) values (%s, %s, %s)",
                    [self.tenant, bill, json.dumps(case(product, f"for-{bill}", own))],
                )

    @contextmanager
    def work(self, tenant: UUID | None = None) -> Iterator[Connection]:
        with (
            self.db.connect() as connection,
            unit_of_work(connection, role="psra_app", tenant=tenant or self.tenant) as work,
        ):
            yield work

    def run(self, book: psra_native.RuleBook, *, full: bool = False, day: date = DAY) -> Redetermined:
        with self.work() as work:
            return redetermine(work, book, AGREEMENT, as_of=day, full=full)

    def change(self, statement: str, *values: object) -> None:
        with self.work() as work:
            work.execute(statement, [self.tenant, *values])

    def kept(self) -> list[dict[str, Any]]:
        with self.work() as work:
            return list(work.execute("select * from app.verdicts order by bill_id"))


@pytest.fixture
def portfolio(platform_db: Database) -> Portfolio:
    return Portfolio(platform_db)


def decided(found: Redetermined) -> int:
    return found.ways["kernel"] + found.ways["engine"]


def test_nothing_changed(portfolio: Portfolio, book: psra_native.RuleBook) -> None:
    first = portfolio.run(book)
    assert (decided(first), first.written, first.errors) == (3, 3, [])
    before = portfolio.kept()
    again = portfolio.run(book)
    assert (decided(again), again.written, again.sha256) == (0, 0, first.sha256)
    assert portfolio.kept() == before


def test_one_rule(portfolio: Portfolio, book: psra_native.RuleBook) -> None:
    portfolio.run(book)
    assert {row["bill_id"]: row["verdict"] for row in portfolio.kept()} == {
        "box": "originating",
        "pipe": "originating",
        "tyre": "non_originating",
    }
    changed = law("40.01-40.11, first alternative")
    again = portfolio.run(changed)
    assert (decided(again), again.written) == (1, 1)
    full = portfolio.run(changed, full=True)
    assert (decided(full), full.sha256) == (3, again.sha256)


def test_a_price_list(portfolio: Portfolio, book: psra_native.RuleBook) -> None:
    first = portfolio.run(book)
    price = (
        "insert into app.prices (tenant_id, material_id, valid_from, amount, currency) values (%s, %s, %s, %s, 'EUR')"
    )
    portfolio.change(price, "for-pipe", date(2026, 12, 1), "80")
    assert decided(portfolio.run(book)) == 0, "it is not in force yet"
    portfolio.change(price, "for-pipe", date(2026, 11, 1), "80")
    again = portfolio.run(book)
    assert (decided(again), again.written) == (1, 1)
    assert again.sha256 != first.sha256
    assert again.sha256 == portfolio.run(book, full=True).sha256
    portfolio.change(
        "update app.bills set quantities = '{\"for-pipe\": \"0.3125\"}' where tenant_id = %s and bill_id = 'pipe'"
    )
    back = portfolio.run(book)
    assert back.verdicts == first.verdicts, "0.3125 × 80 is 25 again"


def test_a_suppliers_declaration(portfolio: Portfolio, book: psra_native.RuleBook) -> None:
    first = portfolio.run(book)
    statement = (
        "insert into app.supplier_statements (tenant_id, material_id, agreement_id, valid_from, valid_to, status,"
        " country, evidence) values (%s, %s, %s, %s, %s, 'originating', 'DE', 'LTSD 17')"
    )
    portfolio.change(statement, "for-tyre-2", "pem", DAY, None)
    assert decided(portfolio.run(book)) == 0, "it is for another agreement"
    portfolio.change(statement, "for-tyre-2", AGREEMENT, date(2026, 1, 1), date(2026, 11, 30))
    again = portfolio.run(book)
    assert decided(again) == 1
    assert again.sha256 == portfolio.run(book, full=True).sha256
    assert again.verdicts["originating"] == first.verdicts["originating"] + 1
    later = portfolio.run(book, day=date(2026, 12, 1))
    assert later.verdicts == first.verdicts, "it has run out"


def test_bills_come_and_go_and_may_be_wrong(portfolio: Portfolio, book: psra_native.RuleBook) -> None:
    portfolio.run(book)
    portfolio.change("delete from app.bills where tenant_id = %s and bill_id = 'box'")
    wrong = {**case("000000", "x", "1"), "agreements": [AGREEMENT]}
    add = "insert into app.bills (tenant_id, bill_id, document) values (%s, %s, %s)"
    portfolio.change(add, "wrong", json.dumps(wrong))
    portfolio.change(add, "other", json.dumps({**wrong, "agreements": ["pem"]}))
    found = portfolio.run(book)
    assert (found.removed, found.written, found.errors) == (1, 1, [("wrong", "ENG308")])
    assert [row["bill_id"] for row in portfolio.kept()] == ["pipe", "tyre", "wrong"]


def test_a_tenant_sees_its_own(portfolio: Portfolio, platform_db: Database, book: psra_native.RuleBook) -> None:
    portfolio.run(book)
    with portfolio.work(tenant=uuid4()) as work:
        assert work.execute("select count(*) as n from app.verdicts").fetchone() == {"n": 0}
        assert redetermine(work, book, AGREEMENT, as_of=DAY).written == 0
    with platform_db.connect() as connection, unit_of_work(connection, role="psra_etl") as work:
        seen = work.execute("select tenant_id from app.portfolios where tenant_id = %s", [portfolio.tenant]).fetchall()
        assert len(seen) == 1
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            work.execute("select 1 from app.bills")
