"""Batches over Arrow decide as ``RuleBook.evaluate`` does, whatever the columns, the shards and the workers are."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import psra_native
import pyarrow as pa
import pytest

from bench import _bills
from psra_assets.determinations import batches
from psra_assets.determinations.cases import portfolio_cases
from psra_assets.rac.authored import authored_files
from tests.golden.suite import AUTHORED, turns

DAY = date(2026, 11, 24)
PRODUCTS = ("392690", "391723", "401110", "401693", "850760", "180632", "160414")


@pytest.fixture(scope="module")
def book() -> psra_native.RuleBook:
    return psra_native.RuleBook.load(list(authored_files()))


def said(book: psra_native.RuleBook, case: bytes) -> list[tuple[str | None, str | None, str | None, str | None, bool]]:
    """What the engine says, pair by pair: agreement, verdict, error, preferred alternative, tolerance."""
    answer = json.loads(book.evaluate(case, DAY.isoformat()))
    if error := answer.get("error"):
        return [(None, None, error["code"], None, False)]
    found = []
    for result in answer["results"]:
        met = [a for a in result.get("alternatives", ()) if a["outcome"] == "met"]
        best = min(
            met,
            key=lambda a: ("quota" in a, a["tolerance_used"], "intermediates_opened" in a or "traced" in a),
            default=None,
        )
        error = result.get("error", {}).get("code")
        found.append(
            (
                result["agreement"],
                result.get("verdict"),
                error,
                best and best["id"],
                bool(best and best["tolerance_used"]),
            )
        )
    return found


def columns(verdicts: pa.Table) -> list[tuple[str | None, str | None, str | None, str | None, bool]]:
    keys = ("agreement", "verdict", "error", "preferred", "tolerance_used")
    return [tuple(row[key] for key in keys) for row in verdicts.to_pylist()]  # type: ignore[misc]


def compare(book: psra_native.RuleBook, cases: Sequence[bytes]) -> dict[str, int]:
    bills = batches.bills_of_cases((f"b{n}", case) for n, case in enumerate(cases))
    verdicts = batches.decide_bills(book, bills, as_of=DAY)
    assert columns(verdicts) == [row for case in cases for row in said(book, case)]
    return batches.counts(verdicts)


def test_golden_cases(book: psra_native.RuleBook) -> None:
    cases = [json.dumps(turn.case).encode() for agreement in AUTHORED for _, turn in turns(agreement)]
    found = compare(book, cases)
    assert found["kernel"] > len(cases) // 4, found


def test_the_sample_portfolio(book: psra_native.RuleBook) -> None:
    cases = portfolio_cases()
    assert compare(book, [*cases, b"{}", b"[", b'{"product": {"hs_code": "000000"}, "materials": []}'])["engine"]


@pytest.fixture(scope="module")
def table() -> pa.Table:
    return _bills.bills(300, 6, products=PRODUCTS)


def cases_of(table: pa.Table, agreements: Iterable[str]) -> list[bytes]:
    return [json.dumps({**_bills.as_case(row), "agreements": list(agreements)}).encode() for row in table.to_pylist()]


def test_columns_say_what_the_case_says(book: psra_native.RuleBook, table: pa.Table) -> None:
    named = book.agreements()
    verdicts = batches.decide_bills(book, table, as_of=DAY, agreements=named)
    assert columns(verdicts) == [row for case in cases_of(table, named) for row in said(book, case)]
    assert batches.counts(verdicts)["kernel"] > verdicts.num_rows // 2
    assert set(verdicts["verdict"].to_pylist()) == {"originating", "non_originating", "undetermined"}


def test_a_bill_that_columns_cannot_hold_is_the_same_case(book: psra_native.RuleBook, table: pa.Table) -> None:
    odd = table.slice(0, 5).to_pylist()
    odd[0]["ex_works_price"] = None
    odd[1]["wholly_obtained"] = True
    odd[2]["materials"] = None
    odd[3]["materials"][0]["hs_code"] = "000000"
    odd[4]["materials"][0].update(role="retail_packaging", country="CN")
    rows = pa.Table.from_pylist(odd, schema=batches.BILLS)
    verdicts = batches.decide_bills(book, rows, as_of=DAY, agreements=["eu-gb"], with_proofs=True).to_pylist()
    assert [row["error"] for row in verdicts] == [None, None, "ENG302", "ENG308", None]
    assert verdicts[1]["verdict"] == "originating"
    assert verdicts[0]["way"] == "kernel"
    assert json.loads(verdicts[4]["answer"])["results"][0]["agreement"] == "eu-gb"


def test_proofs_are_the_engines(book: psra_native.RuleBook, table: pa.Table) -> None:
    few = table.slice(0, 10)
    verdicts = batches.decide_bills(book, few, as_of=DAY, agreements=["pem"], with_proofs=True)
    for row in verdicts.to_pylist():
        result = json.loads(row["answer"])["results"][0]
        assert (result["agreement"], result["verdict"]) == ("pem", row["verdict"])
        assert result["proof"]


def test_shards_and_workers_change_nothing(book: psra_native.RuleBook, table: pa.Table) -> None:
    whole = batches.decide_bills(book, table, as_of=DAY, agreements=["eu-gb", "pem"])
    expected = batches.digest(whole)
    for shards in (2, 4, 8):
        size = -(-table.num_rows // shards)
        parts = [table.slice(at, size) for at in range(0, table.num_rows, size)]
        done = [
            batches.decide_bills(book, part, as_of=DAY, agreements=["eu-gb", "pem"], workers=shards % 3)
            for part in reversed(parts)
        ]
        assert batches.digest(pa.concat_tables(part.cast(batches.VERDICTS) for part in done)) == expected
    assert batches.digest(whole.slice(1)) != expected


def test_what_is_known_is_taken_over(book: psra_native.RuleBook, table: pa.Table) -> None:
    first = batches.decide_bills(book, table, as_of=DAY, agreements=["eu-gb"])
    again = batches.decide_bills(book, table, as_of=DAY, agreements=["eu-gb"], known=first)
    assert batches.counts(again) == {"kernel": 0, "engine": 0, "taken_over": table.num_rows}
    assert again.cast(batches.VERDICTS) == first.cast(batches.VERDICTS)
    # What was kept without dictionaries is known as well.
    assert (
        batches.counts(batches.decide_bills(book, table, as_of=DAY, agreements=["eu-gb"], known=kept(first)))[
            "taken_over"
        ]
        == table.num_rows
    )
    # Another day, another agreement: nothing is taken over.
    later = batches.decide_bills(book, table, as_of=date(2027, 1, 1), agreements=["eu-gb"], known=first)
    assert batches.counts(later)["taken_over"] == 0


FULL: dict[str, Any] = {
    "bill_id": "b",
    "agreements": ["eu-gb"],
    "exporting_party": "GB",
    "importing_party": "EU",
    "as_of": DAY,
    "hs_edition": 2022,
    "hs_code": "39269097",
    "tags": ["yarn"],
    "currency": "EUR",
    "ex_works_price": Decimal(100),
    "fob_price": Decimal(101),
    "transaction_value": Decimal(102),
    "net_cost": Decimal(99),
    "net_weight_kg": Decimal(5),
    "wholly_obtained": False,
    "processes": ["spinning"],
    "processes_complete": False,
    "operations": "beyond_insufficient",
}
LINE: dict[str, Any] = {
    "id": "m",
    "hs_code": "39011010",
    "tags": ["retreaded", "yarn"],
    "value": Decimal(20),
    "net_weight_kg": Decimal(2),
    "status": "originating",
    "country": "GB",
    "wholly_obtained": True,
    "role": "material",
}
OTHERWISE: dict[str, Any] = {
    "bill_id": "c",
    "agreements": ["eu-gb", "pem"],
    "exporting_party": "EU",
    "importing_party": "GB",
    "as_of": date(2026, 11, 25),
    "hs_edition": 2017,
    "hs_code": "392690",
    "tags": ["yarn", "retreaded"],
    "currency": "USD",
    "processes": ["weaving"],
    "operations": "insufficient_only",
    "id": "n",
    "status": "non_originating",
    "country": "DE",
    "role": "neutral",
}


def first_digest(book: psra_native.RuleBook, bill: dict[str, Any], line: dict[str, Any]) -> bytes:
    bills = pa.Table.from_pylist([{**bill, "materials": [line, {**line, "id": "x"}]}], schema=batches.BILLS)
    found: list[bytes] = batches.decide_bills(book, bills, as_of=DAY, agreements=["eu-gb"])["digest"].to_pylist()
    return found[0]


def test_a_digest_covers_every_fact(book: psra_native.RuleBook) -> None:
    """Each fact left out, and each stated otherwise: no two bills of one digest."""
    found = {"": first_digest(book, FULL, LINE)}
    for part, facts in (("product", FULL), ("material", LINE)):
        for key, value in facts.items():
            amount = isinstance(value, Decimal) and value + Decimal("0.000001")
            otherwise = amount or (not value if isinstance(value, bool) else OTHERWISE[key])
            for changed in (otherwise, None):
                # Without an id a bill is refused; that processes are not complete is what silence means.
                if changed is None and key in {"bill_id", "processes_complete"}:
                    continue
                bill, line = ({**own, key: changed} if own is facts else own for own in (FULL, LINE))
                found[f"{key} of the {part}: {changed}"] = first_digest(book, bill, line)
    twice = {digest: [name for name, own in found.items() if own == digest] for digest in found.values()}
    assert not [names for names in twice.values() if len(names) > 1]


def test_a_digest_is_of_what_is_said_not_of_how(book: psra_native.RuleBook, table: pa.Table) -> None:
    """Strings with and without a dictionary, wide and narrow; decimals of another scale; bills in other company."""
    rows = pa.Table.from_pylist(table.to_pylist(), schema=batches.BILLS)
    wide = rows.set_column(rows.schema.get_field_index("hs_code"), "hs_code", rows["hs_code"].cast(pa.large_string()))
    price = rows["ex_works_price"].cast(pa.decimal128(38, 8))
    wide = wide.set_column(rows.schema.get_field_index("ex_works_price"), "ex_works_price", price)
    expected = batches.decide_bills(book, table, as_of=DAY, agreements=["eu-gb"])["digest"].to_pylist()
    for same in (rows, wide):
        assert batches.decide_bills(book, same, as_of=DAY, agreements=["eu-gb"])["digest"].to_pylist() == expected
    alone = [
        batches.decide_bills(book, table.slice(at, 1), as_of=DAY, agreements=["eu-gb"])["digest"][0].as_py()
        for at in (0, 100, 299)
    ]
    assert alone == [expected[at] for at in (0, 100, 299)]


def kept(verdicts: pa.Table) -> pa.Table:
    return verdicts.cast(batches.VERDICTS)


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"bill_id": ["a"], "colour": ["red"]}, "colour is not a column of bills"),
        ({"bill_id": ["a"], "ex_works_price": [1.5]}, "never floats"),
        ({"bill_id": [None]}, "bill_id is missing or null"),
        ({"bill_id": ["a"], "materials": ["x"]}, "a list of structs"),
        ({"bill_id": ["a"], "materials": [[{"price": 1}]]}, "materials.price is not a column"),
    ],
)
def test_a_batch_that_cannot_be_read(book: psra_native.RuleBook, columns: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        batches.decide_bills(book, pa.table(columns), as_of=DAY)
