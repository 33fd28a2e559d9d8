"""The origin engine: bills decided in bulk and one by one, beside a general rule engine."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from typing import Any

import orjson
import psra_native
import pyarrow as pa
import zen

from bench import _bills
from bench.report import Row, seconds
from psra_assets.determinations.batches import counts, decide_bills, digest

LINES = 20
_DAY = date.fromisoformat(_bills.DAY)
# What a decision table can say: a change of heading, or at most half of the price.
_RULE = {"any": [{"type": "CTH"}, {"type": "MaxNOM", "pct": "50", "basis": "EXW"}]}


def run() -> list[Row]:
    """Measure."""
    documents, which = _bills.law()
    book = psra_native.RuleBook.load(documents)
    named = book.agreements()
    products = [
        code for code in psra_native.hs_codes(2022) if "28" <= code[:2] <= "97" and not "50" <= code[:2] <= "63"
    ]
    rows = _bulk(book, named, products, which)
    rows += _single(book, named[0], products)
    rows += _beside_zen()
    rows += _portfolio(documents, named, products)
    return rows


def _decide(book: psra_native.RuleBook, table: pa.Table, **how: Any) -> pa.Table:
    return decide_bills(book, table, as_of=_DAY, **how)


def _core_seconds(times: int, work: Callable[[], object]) -> float:
    """Seconds of one core that the fastest of several runs took, however busy the machine is."""

    def taken() -> float:
        started = time.process_time()
        work()
        return time.process_time() - started

    return min(taken() for _ in range(times))


def _share(verdicts: pa.Table) -> str:
    found = counts(verdicts)
    return f"{100 * found['kernel'] / verdicts.num_rows:.1f} % by the kernel, the rest by the engine"


def _bulk(book: psra_native.RuleBook, named: list[str], products: list[str], which: str) -> list[Row]:
    """One core: lines a second, for growing bills, under one agreement and under all of them."""
    rows = []
    for lines in (10, LINES, 100, 1_000, 10_000):
        count = max(400_000 // lines, 40)
        table = _bills.bills(count, lines, products=products)
        one = [named[0]]
        taken = _core_seconds(3, lambda table=table, one=one: _decide(book, table, agreements=one, workers=1))
        note = f"{count:,} bills, {_share(_decide(book, table, agreements=one))}; {which}"
        asked = ">= 1,000,000" if lines == LINES else "grows with the lines"
        rows.append(
            Row(f"{lines:,} lines a bill, one core", named[0], count * lines / taken, "bill lines", None, asked, note)
        )
    table = _bills.bills(10_000, LINES, products=products)
    taken = _core_seconds(2, lambda: _decide(book, table, agreements=named, workers=1))
    pairs = 10_000 * len(named)
    note = _share(_decide(book, table, agreements=named))
    rows.append(
        Row(
            f"{LINES} lines a bill, one core",
            f"{len(named)} agreements",
            pairs * LINES / taken,
            "bill lines",
            None,
            ">= 1,000,000",
            note,
        )
    )
    return rows


def _single(book: psra_native.RuleBook, agreement: str, products: list[str]) -> list[Row]:
    """A case of twenty lines through Python, JSON in and out, with its proof: decided ones and open ones."""
    table = _bills.bills(200, LINES, products=products)
    decided = [{**_bills.as_case(bill), "agreements": [agreement]} for bill in table.to_pylist()]
    # What was done is not told, which leaves open whatever verdict rests on it.
    undetermined = [{name: fact for name, fact in case.items() if name != "operations"} for case in decided]
    rows = []
    for what, stated in (("one case", decided), ("one case, what was done not told,", undetermined)):
        cases = [orjson.dumps(case) for case in stated]
        taken = _core_seconds(20, lambda cases=cases: [book.evaluate(case, _bills.DAY) for case in cases]) / len(cases)
        opened = sum(b'"settled_by":{"' in book.evaluate(case, _bills.DAY) for case in cases)
        note = f"{1e6 * taken:.1f} microseconds a case; {opened} of {len(cases)} with the facts that would settle them"
        by, asked = "RuleBook.evaluate", "< 100 microseconds"
        rows.append(Row(f"{what} of {LINES} lines", by, 1 / taken, "cases", None, asked, note))
    return rows


def _table_of_rules() -> dict[str, Any]:
    """The same rule as a JSON Decision Model: two rows and a last one."""
    heading = "all(materials, #.status == 'originating' or #.heading != product.heading)"
    worth = "sum(map(filter(materials, #.status != 'originating'), #.value)) <= product.price * 0.5"
    column = {"type": "expression"}
    table = {
        "hitPolicy": "first",
        "inputs": [
            {"id": "a", "name": "change of heading", "field": heading},
            {"id": "b", "name": "half", "field": worth},
        ],
        "outputs": [{"id": "v", "name": "verdict", "field": "verdict"}],
        "rules": [
            {"_id": "1", "a": "true", "b": "", "v": "'originating'"},
            {"_id": "2", "a": "", "b": "true", "v": "'originating'"},
            {"_id": "3", "a": "", "b": "", "v": "'non_originating'"},
        ],
    }
    node = {"id": "t", "name": "t", "type": "decisionTableNode", "content": {**column, **table}}
    ends = [{"id": "i", "name": "i", "type": "inputNode"}, {"id": "o", "name": "o", "type": "outputNode"}]
    edges = [
        {"id": "e1", "sourceId": "i", "targetId": "t", "type": "edge"},
        {"id": "e2", "sourceId": "t", "targetId": "o", "type": "edge"},
    ]
    return {"nodes": [ends[0], node, ends[1]], "edges": edges}


def _beside_zen() -> list[Row]:
    """The same bills, the same rule; both sides say the same, or there is nothing to compare."""
    book = psra_native.RuleBook.load([("bench/39.json", orjson.dumps(_lone_rule()))])
    table = _bills.bills(2_000, LINES, products=["392690"])
    inputs = [_input(bill) for bill in table.to_pylist()]
    content = zen.ZenDecisionContent(orjson.dumps(_table_of_rules()).decode())
    engine = zen.ZenEngine({"loader": lambda _: content})

    def peer() -> list[str]:
        return [engine.evaluate("rule", bill)["result"]["verdict"] for bill in inputs]

    def ours() -> list[str]:
        return list(_decide(book, table, agreements=["bench"], workers=1)["verdict"].to_pylist())

    if peer() != ours():
        raise AssertionError("the decision table and the rule do not say the same")
    large = _bills.bills(50_000, LINES, products=["392690"])
    fast = _core_seconds(3, lambda: _decide(book, large, agreements=["bench"], workers=1)) / 50_000
    slow = _core_seconds(3, peer) / len(inputs)
    return [
        Row(
            "CTH or MaxNOM 50 %, one core",
            "ours, in batch",
            LINES / fast,
            "bill lines",
            slow / fast,
            ">= 20 times",
            "same verdicts",
        ),
        Row(
            "CTH or MaxNOM 50 %, one core",
            "zen-engine",
            LINES / slow,
            "bill lines",
            None,
            "",
            "content behind a loader",
        ),
    ]


def _input(bill: dict[str, Any]) -> dict[str, Any]:
    product = {"heading": bill["hs_code"][:4], "price": float(bill["ex_works_price"])}
    lines = [
        {"heading": m["hs_code"][:4], "status": m["status"], "value": float(m["value"])} for m in bill["materials"]
    ]
    return {"product": product, "materials": lines}


def _lone_rule() -> dict[str, Any]:
    rule = {
        "id": "bench:hs2022:3926~1",
        "heading": "39.26",
        "from": "392600",
        "to": "392699",
        "row": "whole",
        "state": "compiled",
        "criterion": _RULE,
        "source": {"id": "s"},
    }
    return {
        "rac": "2.0",
        "kind": "rules",
        "agreement": "bench",
        "publisher": "psra",
        "hs_edition": 2022,
        "sources": {"s": {"instrument": "a benchmark", "verified": True}},
        "rules": [rule],
    }


def _portfolio(documents: _bills.Documents, named: list[str], products: list[str]) -> list[Row]:
    """A million pairs, in full and after a change of one rule."""
    table = _bills.bills(1_000_000 // len(named), LINES, products=products)
    book = psra_native.RuleBook.load(documents)
    pairs = table.num_rows * len(named)
    found: list[pa.Table] = []
    full = seconds(lambda: found.append(_decide(book, table, agreements=named, workers=2)))
    changed = psra_native.RuleBook.load(_bills.one_rule_changed(documents, named[0]))
    again = seconds(lambda: found.append(_decide(changed, table, agreements=named, workers=2, known=found[0])))
    decided = pairs - counts(found[1])["taken_over"]
    if digest(found[1]) != digest(_decide(changed, table, agreements=named, workers=2)):
        raise AssertionError("deciding again what changed is not the same as deciding all")
    by = f"{len(named)} agreements, {LINES} lines a bill"
    return [
        Row(
            f"{pairs:,} pairs, two cores",
            by,
            pairs / full,
            "pairs",
            None,
            "< 60 s",
            f"{full:.1f} s, {_share(found[0])}",
        ),
        Row(
            "after a change of one rule",
            by,
            pairs / again,
            "pairs",
            None,
            "< 5 s",
            f"{again:.1f} s, {decided:,} decided again",
        ),
    ]
