"""A small law in published tables of the contract's shape, and requests that rest on it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import psycopg
import rfc8785

from psra_assets.foundation.rulebook import LoadedRuleBook

TODAY = date(2026, 11, 24)

PUBLISHED = """
create table published_v1.current_release (
    release_id bigint not null, law_sha256 text not null, known_at timestamptz not null,
    published_at timestamptz not null, agreement_count int not null, rule_count int not null);
create table published_v1.agreements (
    agreement_id text not null, title text not null, publisher text not null, hs_edition int not null,
    parties jsonb not null, valid_from date, valid_to date, document jsonb not null, document_sha256 text not null);
create table published_v1.rules (
    rule_id text not null, agreement_id text not null, publisher text not null, hs_edition int not null,
    printed_edition int not null, heading text not null, from_code text not null, to_code text not null,
    row_kind text not null, state text not null, reason text, is_verified boolean not null,
    valid_from date, valid_to date, ordinal int not null, header jsonb not null, sources jsonb not null,
    rule jsonb not null, rule_sha256 text not null);
grant select on all tables in schema published_v1 to psra_app;
"""


def source(*, verified: bool) -> dict[str, Any]:
    return {"instrument": "Trade agreement between the parties, Annex 3", "verified": verified}


def agreement(name: str, partner: str, title: str, *, publisher: str = "psra", verified: bool = True) -> dict[str, Any]:
    return {
        "rac": "2.0",
        "kind": "agreement",
        "agreement": name,
        "title": title,
        "publisher": publisher,
        "hs_edition": 2017,
        "sources": {"text": source(verified=verified)},
        "parties": [
            {"code": "EU", "name": "European Union", "members": ["DE", "FR", "PL"]},
            {"code": partner, "name": title},
        ],
        "valid_from": "2021-01-01",
        "valid_to": None,
        "ruleset": [
            {
                "valid_from": "2021-01-01",
                "valid_to": None,
                "general": {
                    "tolerance": [
                        {
                            "chapters": ["25-49"],
                            "measure": "value",
                            "pct": "10",
                            "basis": "EXW",
                            "source": {"id": "text"},
                        }
                    ],
                    "insufficient_operations": {
                        "operations": ["simple_assembly"],
                        "combination": False,
                        "source": {"id": "text"},
                    },
                },
            }
        ],
    }


def rules_document(
    name: str, *, publisher: str = "psra", verified: bool = True, valid_to: str | None = None
) -> dict[str, Any]:
    guard = {"guard": {"valid_to": valid_to}} if valid_to else {}
    return {
        "rac": "2.0",
        "kind": "rules",
        "agreement": name,
        "publisher": publisher,
        "hs_edition": 2017,
        "sources": {"list": source(verified=verified)},
        "rules": [
            {
                "id": f"{name}:hs2017:3916-3926~1",
                "heading": "3916-3926",
                "from": "391600",
                "to": "392699",
                "row": "whole",
                "state": "compiled",
                "criterion": {
                    "any": [
                        {"type": "CTH", "source": {"id": "list"}},
                        {"type": "MaxNOM", "pct": "50", "basis": "EXW", "source": {"id": "list"}},
                    ]
                },
                "source": {"id": "list", "locator": "39.16-39.26"},
                **guard,
            }
        ],
    }


def digest(document: Any) -> str:
    return hashlib.sha256(rfc8785.dumps(document)).hexdigest()


@dataclass
class Law:
    """What stands published; ``publish`` replaces it as a new release."""

    url: str
    release_id: int = 0
    agreements: list[dict[str, Any]] = field(default_factory=list)
    rules: list[dict[str, Any]] = field(default_factory=list)

    def publish(self, agreements: list[dict[str, Any]], rules: list[dict[str, Any]]) -> int:
        self.agreements, self.rules = agreements, rules
        self.release_id += 1
        with psycopg.connect(self.url) as connection:
            connection.execute("truncate published_v1.current_release, published_v1.agreements, published_v1.rules")
            for document in agreements:
                self._insert_agreement(connection, document)
            for document in rules:
                self._insert_rules(connection, document)
            connection.execute(
                "insert into published_v1.current_release values (%s, %s, now(), now(), %s, %s)",
                [self.release_id, digest([agreements, rules]), len(agreements), sum(len(d["rules"]) for d in rules)],
            )
        return self.release_id

    @staticmethod
    def _insert_agreement(connection: psycopg.Connection[Any], document: dict[str, Any]) -> None:
        connection.execute(
            "insert into published_v1.agreements values (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [
                document["agreement"],
                document["title"],
                document["publisher"],
                document["hs_edition"],
                json.dumps(document["parties"]),
                document["valid_from"],
                document["valid_to"],
                json.dumps(document),
                digest(document),
            ],
        )

    @staticmethod
    def _insert_rules(connection: psycopg.Connection[Any], document: dict[str, Any]) -> None:
        header = {key: value for key, value in document.items() if key not in {"rules", "sources"}}
        for ordinal, rule in enumerate(document["rules"], start=1):
            connection.execute(
                "insert into published_v1.rules values"
                " (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, null, %s, %s, %s, %s, %s, %s, %s, %s)",
                [
                    rule["id"],
                    document["agreement"],
                    document["publisher"],
                    document["hs_edition"],
                    document["hs_edition"],
                    rule["heading"],
                    rule["from"],
                    rule["to"],
                    rule["row"],
                    rule["state"],
                    all(item["verified"] for item in document["sources"].values()),
                    rule.get("guard", {}).get("valid_from"),
                    rule.get("guard", {}).get("valid_to"),
                    ordinal,
                    json.dumps(header),
                    json.dumps(document["sources"]),
                    json.dumps(rule),
                    digest(rule),
                ],
            )


def publish_default(law: Law) -> Law:
    wanted = (
        [
            agreement("eu-gb", "GB", "Trade and Cooperation Agreement", verified=False),
            agreement("eu-jp", "JP", "Economic Partnership Agreement"),
            agreement("eu-ca", "CA", "Comprehensive Agreement", publisher="psra-sample"),
            agreement("gb-eu", "GB", "Trade and Cooperation Agreement", publisher="hmrc"),
        ],
        [
            rules_document("eu-gb", verified=False),
            rules_document("eu-jp", valid_to="2027-03-31"),
            rules_document("eu-ca", publisher="psra-sample"),
            rules_document("gb-eu", publisher="hmrc"),
        ],
    )
    if (law.agreements, law.rules) != wanted:
        law.publish(*wanted)
    return law


def case(**product: Any) -> dict[str, Any]:
    return {
        "case_id": "crate",
        "hs_edition": 2022,
        "product": {
            "hs_code": "392310",
            "ex_works_price": {"amount": "100.00", "currency": "EUR"},
            "is_set": False,
            **product,
        },
        "materials": [
            {
                "id": "granulate",
                "hs_code": "390210",
                "value": {"amount": "70.00", "currency": "EUR"},
                "origin": {"status": "non_originating", "country": "CN"},
            }
        ],
        "processes_complete": True,
        "operations": "beyond_insufficient",
    }


def request_document(**changes: Any) -> dict[str, Any]:
    """A request that is in order; a change replaces a top-level key, None removes it."""
    document = {
        "supplier": {
            "name": "Böhmer Kunststofftechnik GmbH",
            "address": "Industriestraße 12, 68309 Mannheim",
            "country": "DE",
            "signatory": {"name": "Łucja Żółkiewska", "function": "Head of Customs"},
        },
        "recipient": {"name": "Wytwórnia Części Sp. z o.o.", "address": "ul. Łąkowa 7, 90-562 Łódź", "country": "PL"},
        "lines": [
            {"description": "Stackable crates", "designation": "KB-60", "hs_code": "39231090", "case": case()},
        ],
        "origin": "European Union",
        "countries": ["GB"],
        "place": "Mannheim",
        "period": {"from": "2026-12-01", "to": "2027-11-30"},
        "cumulation": None,
        "signature_route": "undertaking",
        "sample": True,
    } | changes
    return {key: value for key, value in document.items() if value is not None or key == "cumulation"}


def request_json(**changes: Any) -> bytes:
    return json.dumps(request_document(**changes)).encode()


class ScriptedBook:
    """Stands in for the native rule book: answers what it is told, and keeps what it was asked."""

    def __init__(self, law: Law, **result: Any) -> None:
        self.law = law
        self.result = result
        self.asked: list[dict[str, Any]] = []

    def evaluate(self, case: bytes, as_of: str) -> bytes:
        document = json.loads(case)
        self.asked.append(document)
        (name,) = document["agreements"]
        rules = [
            {"id": rule["id"], "sha256": digest(rule), "text": None, "source": {}}
            for found in self.law.rules
            if found["agreement"] == name
            for rule in found["rules"]
        ]
        result = {"agreement": name, "verdict": "originating", "rules": rules, "missing_facts": [], "assumptions": []}
        return json.dumps(
            {
                "case_id": document.get("case_id"),
                "engine": "scripted 1",
                "as_of": as_of,
                "case_sha256": hashlib.sha256(case).hexdigest(),
                "results": [result | self.result],
            }
        ).encode()

    def agreements(self) -> list[str]:
        return [document["agreement"] for document in self.law.agreements]

    def rules_for(self, agreement: str, hs_code: str, as_of: str) -> bytes:
        found = [
            rule for document in self.law.rules if document["agreement"] == agreement for rule in document["rules"]
        ]
        return json.dumps([rule for rule in found if rule["from"] <= hs_code[:6] <= rule["to"]]).encode()

    def loaded(self) -> LoadedRuleBook:
        return LoadedRuleBook(self.law.release_id, digest([self.law.agreements, self.law.rules]), self)  # type: ignore[arg-type]
