"""From RaC documents to rows of ``law``: pure, no I/O."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, TypeVar

import orjson
import rfc8785

from psra_assets.rac.errors import RuleTwice

T = TypeVar("T")

# publishers of lists that are compiled; the sample is theirs too
_COMPILED = frozenset({"hmrc", "psra-sample"})


class RuleRow(NamedTuple):
    """One row of ``law.rules``; JSON columns are compact text."""

    rule_id: str
    agreement_id: str
    publisher: str
    hs_edition: int
    printed_edition: int
    heading: str
    from_code: str
    to_code: str
    row_kind: str
    state: str
    reason: str | None
    is_verified: bool
    valid_from: str | None
    valid_to: str | None
    ordinal: int
    header: str
    sources: str
    rule: str
    rule_sha256: str


class AgreementRow(NamedTuple):
    """One row of ``law.agreements``."""

    agreement_id: str
    title: str
    publisher: str
    hs_edition: int
    parties: str
    valid_from: str | None
    valid_to: str | None
    document: str
    document_sha256: str


class LawRows(NamedTuple):
    """The rows of a set of documents, and the agreements that the set speaks of."""

    rules: list[RuleRow]
    agreements: list[AgreementRow]
    contained: list[str]


def law_rows(documents: Iterable[tuple[str, Mapping[str, Any]]]) -> LawRows:
    """Rows of ``(place, document)`` pairs. Raises ``RuleTwice`` (RAC290) with both places."""
    rules: dict[str, tuple[str, RuleRow]] = {}
    agreements: dict[str, tuple[str, AgreementRow]] = {}
    contained: set[str] = set()
    for place, document in documents:
        contained.add(document["agreement"])
        if document["kind"] == "agreement":
            _once(agreements, document["agreement"], place, _agreement_row(document))
        else:
            for row in _rule_rows(document):
                _once(rules, row.rule_id, place, row)
    return LawRows([row for _, row in rules.values()], [row for _, row in agreements.values()], sorted(contained))


def cited(rule: Mapping[str, Any]) -> set[str]:
    """Ids of the sources that a rule and the leaves of its criterion cite."""
    return {rule["source"]["id"], *_cited_below(rule.get("criterion"))}


def digest(value: Any) -> str:
    """SHA-256 of a value's RFC 8785 form."""
    return hashlib.sha256(rfc8785.dumps(value)).hexdigest()


def same_law(one: RuleRow, other: RuleRow) -> bool:
    """Whether two versions of a rule say the same. Of a compiled rule the place in its publisher's file does not count:
    one row more moves all that follow it. An authored rule's place is its author's and counts.
    """
    return _content(one) == _content(other)


def _content(row: RuleRow) -> tuple[object, ...]:
    rule, sources, header = (orjson.loads(text) for text in (row.rule, row.sources, row.header))
    if row.publisher in _COMPILED:
        rule = _without(rule, {"locator"})
        sources = _without(sources, {"annex", "sha256"})
    digests_and_places = {"rule", "sources", "header", "rule_sha256", "ordinal"}
    columns = tuple(value for name, value in row._asdict().items() if name not in digests_and_places)
    return (*columns, row.ordinal if row.publisher not in _COMPILED else None, rule, sources, header)


def _without(value: Any, keys: set[str]) -> Any:
    if isinstance(value, Mapping):
        return {key: _without(inner, keys) for key, inner in value.items() if key not in keys}
    return [_without(inner, keys) for inner in value] if isinstance(value, list) else value


def _rule_rows(document: Mapping[str, Any]) -> Iterator[RuleRow]:
    header = {key: value for key, value in document.items() if key not in {"rules", "sources"}}
    head = _json(header)
    for ordinal, rule in enumerate(document["rules"], start=1):
        sources = {name: document["sources"][name] for name in sorted(cited(rule))}
        guard = rule.get("guard") or {}
        yield RuleRow(
            rule_id=rule["id"],
            agreement_id=document["agreement"],
            publisher=document["publisher"],
            hs_edition=document["hs_edition"],
            printed_edition=document.get("printed_edition") or document["hs_edition"],
            heading=rule["heading"],
            from_code=rule["from"],
            to_code=rule["to"],
            row_kind=rule["row"],
            state=rule["state"],
            reason=rule.get("reason"),
            is_verified=all(source["verified"] for source in sources.values()),
            valid_from=guard.get("valid_from") or document.get("valid_from"),
            valid_to=guard.get("valid_to") or document.get("valid_to"),
            ordinal=ordinal,
            header=head,
            sources=_json(sources),
            rule=_json(rule),
            rule_sha256=digest(rule),
        )


def _agreement_row(document: Mapping[str, Any]) -> AgreementRow:
    return AgreementRow(
        agreement_id=document["agreement"],
        title=document["title"],
        publisher=document["publisher"],
        hs_edition=document["hs_edition"],
        parties=_json(document["parties"]),
        valid_from=document.get("valid_from"),
        valid_to=document.get("valid_to"),
        document=_json(document),
        document_sha256=digest(document),
    )


def _cited_below(node: Any) -> Iterator[str]:
    if isinstance(node, Mapping):
        source = node.get("source")
        if isinstance(source, Mapping) and "id" in source:
            yield str(source["id"])
        for value in node.values():
            yield from _cited_below(value)
    elif isinstance(node, list):
        for value in node:
            yield from _cited_below(value)


def _once(known: dict[str, tuple[str, T]], key: str, place: str, row: T) -> None:
    first = known.setdefault(key, (place, row))
    if first[1] is not row:
        raise RuleTwice(f"{key} stands in {first[0]} already.", place=place, remedy="Give each rule one id.")


def _json(value: Any) -> str:
    return orjson.dumps(value).decode()
