"""The case contract: the documented example is read, and what is not documented is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import ValidationError

from psra_assets.contracts.case import Case

EXAMPLE: dict[str, Any] = {
    "case_id": "c1",
    "agreements": ["gb-eu"],
    "exporting_party": "GB",
    "importing_party": "EU",
    "as_of": "2026-11-24",
    "hs_edition": 2022,
    "product": {
        "hs_code": "392690",
        "description": "",
        "tags": [],
        "ex_works_price": {"amount": "100.00", "currency": "EUR"},
        "transaction_value": None,
        "net_weight_kg": "1.000",
        "wholly_obtained": False,
        "is_set": False,
    },
    "materials": [
        {
            "id": "L1",
            "hs_code": "390110",
            "value": {"amount": "70.00", "currency": "EUR"},
            "net_weight_kg": "0.800",
            "origin": {"status": "non_originating", "country": "CN", "evidence": None},
            "role": "material",
            "materials": [],
        }
    ],
    "processes": [{"code": "chemical_reaction", "parameters": {}}],
    "processes_complete": False,
    "operations": "beyond_insufficient",
}


def test_the_documented_case_is_read() -> None:
    case = Case.model_validate_json(json.dumps(EXAMPLE))
    assert case.materials[0].value is not None
    assert case.materials[0].value.amount == "70.00"


def test_only_code_and_materials_are_required() -> None:
    case = Case.model_validate_json('{"product": {"hs_code": "392690"}, "materials": []}')
    assert case.operations is None


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("surprise",), 1),
        (("product", "hs_code"), "3926.90"),
        (("product", "hs_code"), "39269"),
        (("product", "ex_works_price", "amount"), 100.0),
        (("product", "ex_works_price", "amount"), "1e3"),
        (("product", "ex_works_price", "currency"), "eur"),
        (("operations",), "some"),
        (("as_of",), "24.11.2026"),
        (("hs_edition",), 2020),
    ],
)
def test_what_is_not_promised_is_refused(path: tuple[str, ...], value: object) -> None:
    case = json.loads(json.dumps(EXAMPLE))
    inner = case
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    with pytest.raises(ValidationError) as caught:
        Case.model_validate_json(json.dumps(case))
    assert caught.value.errors()[0]["loc"][: len(path)] == path
