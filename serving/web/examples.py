"""Examples of the API's documentation. A test sends them: they work as they stand."""

from __future__ import annotations

from typing import Any

CASE: dict[str, Any] = {
    "case_id": "c1",
    "agreements": ["gb-eu"],
    "as_of": "2026-11-24",
    "product": {"hs_code": "392690", "ex_works_price": {"amount": "100.00", "currency": "EUR"}},
    "materials": [
        {
            "id": "L1",
            "hs_code": "390110",
            "value": {"amount": "70.00", "currency": "EUR"},
            "origin": {"status": "non_originating", "country": "CN"},
        }
    ],
    "processes_complete": True,
    "operations": "beyond_insufficient",
}

ANSWER: dict[str, Any] = {
    "case_id": "c1",
    "engine": "psra-engine 0.1.0",
    "as_of": "2026-11-24",
    "case_sha256": "9f2c1e0b7a6d5c4b3a29181706f5e4d3c2b1a09f8e7d6c5b4a39281706f5e4d3",
    "results": [
        {
            "agreement": "gb-eu",
            "verdict": "originating",
            "rules": [],
            "alternatives": [],
            "missing_facts": [],
            "assumptions": [],
            "blocks_on_proof": [],
            "proof": {},
        }
    ],
}

DECLARATION_REQUEST: dict[str, Any] = {
    "supplier": {
        "name": "Böhmer Kunststofftechnik GmbH",
        "address": "Industriestraße 12, 68309 Mannheim",
        "country": "DE",
        "signatory": {"name": "Łucja Żółkiewska", "function": "Head of Customs"},
    },
    "recipient": {"name": "Wytwórnia Części Sp. z o.o.", "address": "ul. Łąkowa 7, 90-562 Łódź", "country": "PL"},
    "lines": [
        {
            "description": "Stackable crates of polypropylene",
            "designation": "KB-60",
            "hs_code": "392310",
            "case": {
                "product": {"hs_code": "392310", "ex_works_price": {"amount": "100.00", "currency": "EUR"}},
                "materials": CASE["materials"],
                "processes_complete": True,
                "operations": "beyond_insufficient",
            },
        }
    ],
    "origin": "European Union",
    "countries": ["GB"],
    "place": "Mannheim",
    "period": {"from": "2026-12-01", "to": "2026-12-31"},
    "cumulation": None,
    "signature_route": "undertaking",
    "sample": True,
}
