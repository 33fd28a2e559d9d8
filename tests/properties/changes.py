"""Changes of a case, each with what the law makes of it (``laws.py``)."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from tests.properties.cases import PRICES, VALUES, WEIGHTS, Case, euro, lines, tag_lists, times
from tests.properties.documents import PROCESSES

Line = dict[str, Any]
Change = Callable[[DrawFn, Case], Case]

FACTORS = st.sampled_from([Decimal(text) for text in ("0.001", "0.5", "3", "7", "1000", "0.37")])
SMALLER = st.sampled_from([Decimal(text) for text in ("0.1", "0.5", "0.99")])
HALF = Decimal("0.5")


def every_line(bill: list[Line]) -> Iterator[Line]:
    """The lines of a bill at every depth."""
    for line in bill:
        yield line
        yield from every_line(line.get("materials", []))


def leaves(case: Case) -> list[Line]:
    """The lines that are not made of others."""
    return [line for line in every_line(case["materials"]) if "materials" not in line]


def amounts(case: Case) -> Iterator[dict[str, str]]:
    """Every amount of money of a case."""
    for price in PRICES:
        if price in case["product"]:
            yield case["product"][price]
    for line in every_line(case["materials"]):
        if "value" in line:
            yield line["value"]


def permuted(draw: DrawFn, case: Case) -> Case:
    """The lines in another order, at every depth."""

    def shuffled(bill: list[Line]) -> list[Line]:
        bill = draw(st.permutations(bill))
        return [{**line, "materials": shuffled(line["materials"])} if "materials" in line else line for line in bill]

    return {**case, "materials": shuffled(case["materials"])}


def values_scaled(draw: DrawFn, case: Case) -> Case:
    """All amounts of money times one factor."""
    factor = draw(FACTORS)
    case = copy.deepcopy(case)
    for money in amounts(case):
        money["amount"] = times(money["amount"], factor)
    return case


def weights_scaled(draw: DrawFn, case: Case) -> Case:
    """All weights times one factor: grams for kilograms."""
    factor = draw(FACTORS)
    case = copy.deepcopy(case)
    for holder in (case["product"], *every_line(case["materials"])):
        if "net_weight_kg" in holder:
            holder["net_weight_kg"] = times(holder["net_weight_kg"], factor)
    return case


def in_another_currency(draw: DrawFn, case: Case) -> Case:
    """The same numbers in another currency."""
    currency = draw(st.sampled_from(["USD", "GBP", "JPY"]))
    case = copy.deepcopy(case)
    for money in amounts(case):
        money["currency"] = currency
    return case


def written_otherwise(draw: DrawFn, case: Case) -> Case:
    """Codes of ten digits, amounts with more zeros."""
    zeros = draw(st.sampled_from(["0", "000"]))
    case = copy.deepcopy(case)
    for money in amounts(case):
        money["amount"] = money["amount"] + (zeros if "." in money["amount"] else f".{zeros}")
    for line in every_line(case["materials"]):
        line["hs_code"] = line["hs_code"].ljust(10, "0")
    return case


def one_originating(draw: DrawFn, case: Case) -> Case:
    """One material gets a declaration that it originates in the exporting party."""
    case = copy.deepcopy(case)
    line = draw(st.sampled_from(leaves(case)))
    line["origin"] = {"status": "originating", "country": "EU"}
    return case


def one_cheaper(draw: DrawFn, case: Case) -> Case:
    """One non-originating material becomes cheaper, yet not free: a price of nothing is an unknown one."""
    case = copy.deepcopy(case)
    found = [line for line in leaves(case) if line["origin"]["status"] != "originating" and "value" in line]
    if found:
        line = draw(st.sampled_from(found))
        line["value"]["amount"] = times(line["value"]["amount"], draw(SMALLER))
    return case


def one_fewer(draw: DrawFn, case: Case) -> Case:
    """One non-originating material is not needed any more."""
    case = copy.deepcopy(case)
    found = [
        number
        for number, line in enumerate(case["materials"])
        if line["origin"]["status"] == "non_originating" and "materials" not in line
    ]
    if found:
        del case["materials"][draw(st.sampled_from(found))]
    return case


def halved(draw: DrawFn, case: Case) -> Case:
    """One line is split into two that are equal."""
    case = copy.deepcopy(case)
    number = draw(st.integers(0, len(case["materials"]) - 1))
    line = case["materials"][number]
    if "materials" in line:
        return case
    if "value" in line:
        line["value"]["amount"] = times(line["value"]["amount"], HALF)
    if "net_weight_kg" in line:
        line["net_weight_kg"] = times(line["net_weight_kg"], HALF)
    case["materials"].append({**copy.deepcopy(line), "id": "other half"})
    return case


def tagged_beside_the_point(draw: DrawFn, case: Case) -> Case:
    """A tag that no rule asks for, where the tags are known."""
    case = copy.deepcopy(case)
    for holder in (case["product"], *every_line(case["materials"])):
        if "tags" in holder and draw(st.booleans()):
            holder["tags"] = [*holder["tags"], "leather"]
    return case


def described(draw: DrawFn, case: Case) -> Case:
    """Descriptions, which are for people."""
    case = copy.deepcopy(case)
    for holder in (case["product"], *every_line(case["materials"])):
        holder["description"] = draw(st.sampled_from(["", "of natural rubber", "originating, wholly obtained"]))
    return case


def with_neutral_elements(draw: DrawFn, case: Case) -> Case:
    """Energy, tools or shipping packing beside what the product is made of."""
    line = draw(lines(9))
    line = {**line, "id": "beside", "role": draw(st.sampled_from(["neutral", "shipping_packing"]))}
    return {**case, "materials": [*case["materials"], line]}


def facts_added(draw: DrawFn, case: Case) -> Case:
    """What was unknown becomes known, in any way; the origin of materials stays as it is."""
    case = copy.deepcopy(case)
    product = case["product"]
    chosen = draw(st.integers(1, 2**12 - 1))

    def add(bit: int, holder: dict[str, Any], key: str, value: st.SearchStrategy[Any]) -> None:
        if key not in holder and chosen >> bit & 1:
            holder[key] = draw(value)

    for bit, price in enumerate(PRICES):
        add(bit, product, price, euro(("1", "80", "100", "120", "1000")))
    add(4, product, "net_weight_kg", st.sampled_from(["0.5", "1", "8"]))
    add(5, product, "tags", tag_lists)
    for line in every_line(case["materials"]):
        add(6, line, "value", euro(("0", *VALUES, "500")))
        add(7, line, "net_weight_kg", st.sampled_from(["0", *WEIGHTS, "5"]))
        add(8, line, "tags", tag_lists)
        if line["origin"]["status"] == "originating":
            add(9, line, "wholly_obtained", st.booleans())
    if "processes_complete" not in case and chosen >> 10 & 1:
        more = draw(st.lists(st.sampled_from(PROCESSES), max_size=2, unique=True))
        done = {process["code"] for process in case["processes"]}
        case["processes"] = [*case["processes"], *({"code": code} for code in more if code not in done)]
        case["processes_complete"] = True
    if "operations" not in case and chosen >> 11 & 1:
        case["operations"] = draw(st.sampled_from(["beyond_insufficient", "insufficient_only"]))
    return case


def one_process_more(draw: DrawFn, case: Case) -> Case:
    """One process more is carried out."""
    done = {process["code"] for process in case["processes"]}
    more = [code for code in PROCESSES if code not in done]
    return {**case, "processes": [*case["processes"], {"code": draw(st.sampled_from(more))}]}


def only_insufficient(_: DrawFn, case: Case) -> Case:
    """Nothing but insufficient operations, on at least one non-originating material."""
    foreign = {
        "id": "foreign",
        "hs_code": "721420",
        "value": {"amount": "1", "currency": "EUR"},
        "origin": {"status": "non_originating", "country": "CN"},
    }
    return {**case, "operations": "insufficient_only", "materials": [*case["materials"], foreign]}
