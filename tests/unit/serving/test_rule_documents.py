"""Published rows are put together again into documents."""

from __future__ import annotations

from typing import Any

import orjson

from psra_assets.foundation.rulebook import agreement_documents, rule_documents


def row(number: int, sources: dict[str, Any], **header: Any) -> dict[str, Any]:
    return {"header": {"agreement": "eu-gb", **header}, "sources": sources, "rule": {"id": number}}


def loaded(rows: list[dict[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
    return [(name, orjson.loads(content)) for name, content in rule_documents(rows)]


def test_rows_with_one_head_are_one_document() -> None:
    rows = [row(1, {"a": 1}, valid_to=None), row(2, {"b": 2}, valid_to=None), row(3, {"a": 1, "b": 2}, valid_to=None)]
    assert loaded(rows) == [
        (
            "eu-gb/0001.json",
            {
                "agreement": "eu-gb",
                "valid_to": None,
                "sources": {"a": 1, "b": 2},
                "rules": [{"id": 1}, {"id": 2}, {"id": 3}],
            },
        )
    ]


def test_another_head_is_another_document() -> None:
    documents = loaded([row(1, {}, valid_to=None), row(2, {}, valid_to="2026-12-31"), row(3, {}, valid_to=None)])
    assert [[rule["id"] for rule in document["rules"]] for _, document in documents] == [[1, 3], [2]]


def test_a_source_id_keeps_its_meaning() -> None:
    documents = loaded([row(1, {"a": 1}), row(2, {"a": 2}), row(3, {"a": 1}), row(4, {"a": 2, "b": 3})])
    assert [[rule["id"] for rule in document["rules"]] for _, document in documents] == [[1, 3], [2, 4]]
    assert [document["sources"] for _, document in documents] == [{"a": 1}, {"a": 2, "b": 3}]


def test_agreements_are_taken_as_they_are() -> None:
    rows = [{"agreement_id": "eu-gb", "document": {"kind": "agreement"}}]
    assert agreement_documents(rows) == [("eu-gb/agreement.json", b'{"kind":"agreement"}')]
