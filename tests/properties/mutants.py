"""A law that does not hold: what examines laws has to find that out."""

from __future__ import annotations

from hypothesis.strategies import DrawFn

from tests.properties.cases import Case
from tests.properties.documents import PRODUCT
from tests.properties.laws import CaseLaw
from tests.properties.relations import never_harms


def foreign_added(_: DrawFn, case: Case) -> Case:
    """A foreign material of the product's own code, worth more than the rest."""
    price = {"amount": "90", "currency": "EUR"}
    origin = {"status": "non_originating", "country": "CN"}
    line = {"id": "more", "hs_code": PRODUCT, "value": price, "origin": origin, "net_weight_kg": "0.9", "tags": []}
    return {**case, "materials": [*case["materials"], line]}


FALSE = CaseLaw("a foreign material more never harms", foreign_added, never_harms, 10)
