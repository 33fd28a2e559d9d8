"""Cases at random, as a person would write them: facts may be missing, parts may be made of materials."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from tests.properties.documents import CODES, PROCESSES, PRODUCT, TAGS

Case = dict[str, Any]

VALUES = ("0.01", "5", "10", "10.01", "20", "25", "39.99", "50", "60")
WEIGHTS = ("0.05", "0.1", "0.2", "0.4", "0.8")
PRICES = ("ex_works_price", "fob_price", "transaction_value", "net_cost")

tag_lists = st.lists(st.sampled_from(TAGS), max_size=2, unique=True).map(sorted)
origins = st.sampled_from(
    [
        {"status": "non_originating", "country": "CN"},
        {"status": "non_originating", "country": "CN"},
        {"status": "non_originating", "country": "GB"},
        {"status": "originating", "country": "EU"},
        {"status": "originating", "country": "GB"},
    ]
)
roles = st.sampled_from(["material"] * 6 + ["retail_packaging", "accessory", "neutral", "shipping_packing"])


def known(strategy: st.SearchStrategy[Any], often: int) -> st.SearchStrategy[Any]:
    """A fact that is known ``often`` times of ten."""
    return st.integers(0, 9).flatmap(lambda drawn: strategy if drawn < often else st.none())


def stated(line: dict[str, Any]) -> dict[str, Any]:
    """A line without what is not known of it."""
    line = {key: value for key, value in line.items() if value is not None}
    if line["origin"]["status"] != "originating":
        # What does not originate was not wholly obtained in a party.
        line.pop("wholly_obtained", None)
    return line


def euro(amounts: tuple[str, ...]) -> st.SearchStrategy[dict[str, str]]:
    """An amount of money."""
    return st.sampled_from(amounts).map(lambda amount: {"amount": amount, "currency": "EUR"})


def lines(often: int) -> st.SearchStrategy[dict[str, Any]]:
    """A line of a bill of materials."""
    return st.fixed_dictionaries(
        {
            "hs_code": st.sampled_from(CODES),
            "value": known(euro(VALUES), often),
            "net_weight_kg": known(st.sampled_from(WEIGHTS), often),
            "tags": known(tag_lists, often),
            "origin": origins,
            "wholly_obtained": known(st.booleans(), often),
            "role": roles,
        }
    ).map(stated)


def parts(often: int) -> st.SearchStrategy[dict[str, Any]]:
    """A part that is made of materials; whether it originates follows from them."""

    def made(pair: tuple[dict[str, Any], list[dict[str, Any]]]) -> dict[str, Any]:
        line, inside = pair
        line = {**line, "role": "material", "origin": {"status": "unknown"}, "materials": inside}
        line.pop("wholly_obtained", None)
        return line

    return st.tuples(lines(often), st.lists(lines(often), min_size=1, max_size=2)).map(made)


def numbered(bill: list[dict[str, Any]], stem: str = "m") -> list[dict[str, Any]]:
    """A bill whose lines have ids."""
    found = []
    for number, line in enumerate(bill):
        name = f"{stem}{number}"
        inner = {"materials": numbered(line["materials"], f"{name}.")} if "materials" in line else {}
        found.append({"id": name, **line, **inner})
    return found


def cases(often: int = 10) -> st.SearchStrategy[Case]:
    """A case; each of its facts is known ``often`` times of ten."""
    bill = st.lists(st.one_of(lines(often), lines(often), lines(often), parts(often)), min_size=1, max_size=4)
    product = st.fixed_dictionaries(
        {
            **dict.fromkeys(PRICES, known(euro(("100", "100", "110", "120")), often)),
            "net_weight_kg": known(st.just("1"), often),
            "tags": known(tag_lists, often),
        }
    )
    carried_out = st.lists(st.sampled_from(PROCESSES), max_size=2, unique=True)
    complete = known(st.just(True), often)
    operations = known(st.just("beyond_insufficient"), often)
    return st.tuples(bill, product, carried_out, complete, operations).map(spelled)


def spelled(drawn: tuple[list[dict[str, Any]], dict[str, Any], list[str], bool | None, str | None]) -> Case:
    """A case from its parts."""
    bill, product, carried_out, complete, operations = drawn
    case: Case = {
        "exporting_party": "EU",
        "importing_party": "GB",
        "as_of": "2026-11-24",
        "hs_edition": 2022,
        "product": {"hs_code": PRODUCT, **{key: value for key, value in product.items() if value is not None}},
        "materials": numbered(bill),
        "processes": [
            {"code": code, "parameters": {"impurities_removed": "85"}} if code == "purification" else {"code": code}
            for code in carried_out
        ],
    }
    if complete:
        case["processes_complete"] = True
    if operations:
        case["operations"] = operations
    return case


def times(amount: str, factor: Decimal) -> str:
    """A decimal text multiplied, without an exponent."""
    return format(Decimal(amount) * factor, "f")
