"""One agreement from one file of rule sets: RaC documents by chapter, the compile report and findings."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import orjson

from psra_assets.rac.compile.articles import ArticleBundle
from psra_assets.rac.compile.constructs.reader import Node, joint
from psra_assets.rac.compile.constructs.states import state_of
from psra_assets.rac.compile.constructs.units import Premise
from psra_assets.rac.compile.editions import edition_of, has_code, printed_edition
from psra_assets.rac.compile.general import general_document
from psra_assets.rac.compile.rows import Reading, Row, RuleSet, place, read_rule_sets, readings
from psra_assets.rac.compile.rows.readings import JOIN

_SOURCE = "list"
_RANGE = re.compile(r"\d+(?:-\d+)?")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about the publisher's data that someone should see; it stops nothing."""

    code: str
    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.code} {self.message}"


@dataclass(frozen=True, slots=True)
class CompiledAgreement:
    """What one file became. ``documents`` are canonical JSON by file name; ``report`` is the scheme's entry."""

    agreement: str
    scheme: str
    hs_edition: int
    documents: dict[str, bytes]
    report: dict[str, Any]
    findings: list[Finding] = field(default_factory=list)
    reasons: Counter[str] = field(default_factory=Counter)
    on_tags: int = 0

    @property
    def totals(self) -> dict[str, int]:
        """Published rules by state."""
        counts: dict[str, int] = self.report["totals"]
        return counts


@dataclass(slots=True)
class _List:
    """What all rows of a list share."""

    agreement: str
    prefix: str
    edition: int
    printed: int
    place: str
    numbers: Counter[str] = field(default_factory=Counter)
    by_chapter: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def compile_rule_sets(
    scheme: str,
    payload: dict[str, Any],
    *,
    prefix: str,
    source_sha256: str,
    articles: ArticleBundle | None = None,
    place_name: str | None = None,
) -> CompiledAgreement:
    """Compile one scheme's rule sets.

    ``source_sha256`` is the digest of the published bytes (unpacked). Raises ``UnreadableRuleSets`` (SRC640) if the
    payload has not the publisher's form; rules that are not understood are quarantined and raise nothing.
    """
    agreement = f"{prefix}-{scheme}"
    where = place_name or f"{scheme}.json"
    rule_sets = read_rule_sets(payload, where)
    edition = edition_of(scheme, articles.texts() if articles else ())
    ranges = [s.codes for s in rule_sets if s.codes is not None]
    work = _List(agreement, prefix, edition, printed_edition(prefix, edition, ranges), where)
    rows = place(rule_sets)
    entries: list[dict[str, Any]] = []
    reasons: Counter[str] = Counter()
    on_tags = 0
    for rule_set in rule_sets:
        alternatives = readings(rule_set)
        reported = _report(rule_set, alternatives)
        entries += reported
        reasons.update(entry["reason"] for entry in reported if entry["reason"])
        if rule_set.codes is not None:
            on_tags += sum(len(reading.members) for reading in alternatives if reading.is_on_tags)
        _rows_of(work, rule_set, rows.get(rule_set.index), alternatives)
    totals = {state: 0 for state in ("compiled", "attested", "quarantined")}
    for entry in entries:
        totals[entry["state"]] += 1
    documents = {
        f"{chapter}.json": canonical(_document(work, found, source_sha256))
        for chapter, found in sorted(work.by_chapter.items())
    }
    if articles is not None and (general := general_document(agreement, scheme, edition, articles)) is not None:
        documents["agreement.json"] = canonical(general)
    report = {"scheme": scheme, "totals": totals, "rules": entries}
    return CompiledAgreement(agreement, scheme, edition, documents, report, work.findings, reasons, on_tags)


def _report(rule_set: RuleSet, alternatives: list[Reading]) -> list[dict[str, Any]]:
    entries: dict[int, dict[str, Any]] = {}
    for reading in alternatives:
        node = reading.meaning.node if reading.meaning else None
        reason = reading.reason
        if rule_set.codes is None and node is not None:
            node, reason = None, rule_set.fault
        for member in reading.members:
            entries[member] = {
                "heading": rule_set.heading,
                "min": rule_set.low,
                "max": rule_set.high,
                "index": member,
                "text": rule_set.rules[member].text,
                "state": reading.meaning.state if reading.meaning and node is not None else "quarantined",
                "reason": reason,
                "tree": node,
            }
    return [entries[index] for index in sorted(entries)]


def _rows_of(work: _List, rule_set: RuleSet, row: Row | None, alternatives: list[Reading]) -> None:
    """RaC rules of one rule set, one for each set of goods, quota or direction that its alternatives speak of."""
    pointer = f"/rule_sets/{rule_set.index}"
    if rule_set.codes is None or row is None:
        work.findings.append(Finding("SRC641", f"{work.place}#{pointer}", rule_set.fault or "no range"))
        return
    if not rule_set.rules:
        work.findings.append(Finding("SRC642", f"{work.place}#{pointer}", "the rule set has no rules"))
        return
    groups: dict[tuple[Any, ...], list[Reading]] = {}
    for reading in alternatives:
        premises = reading.meaning.premises if reading.meaning else ()
        key = (premises, reading.quota, reading.is_import, reading.is_export)
        groups.setdefault(key, []).append(reading)
    not_understood = [reading for reading in alternatives if reading.meaning is None]
    if not_understood and row.kind == "described" and not row.applies_to:
        groups = {((), False, True, True): alternatives}
    for (premises, quota, is_import, is_export), members in groups.items():
        understood = [reading for reading in members if reading.meaning is not None]
        others = [reading for reading in members if reading.meaning is None]
        if others and row.kind == "described" and not row.applies_to:
            understood, others = [], members
        guard: dict[str, Any] = {}
        if quota:
            guard["quota"] = f"{work.agreement}:{rule_set.index}"
        if not (is_import and is_export):
            guard["direction"] = "import" if is_import else "export"
        if understood:
            _add(work, rule_set, row, understood, premises, guard)
        if others:
            reason = "; ".join(dict.fromkeys(reading.reason or "not understood" for reading in others))
            _emit(work, rule_set, row, rule_set.codes, others, None, reason, guard)


def _add(
    work: _List, rule_set: RuleSet, row: Row, alternatives: list[Reading], premises: tuple[Premise, ...], guard: dict[str, Any]
) -> None:
    ranges = [rule_set.codes] if rule_set.codes else []
    kind = row
    for premise in premises:
        if premise.is_other and kind.kind == "whole":
            kind = Row("residual")
        if premise.codes:
            ranges = [both for codes in ranges for part in premise.codes if (both := _overlap(codes, _bounds(part))) is not None]
    nodes = [reading.meaning.node for reading in alternatives if reading.meaning is not None]
    if not ranges:
        reason = "the rule speaks of other codes than its row covers"
        _emit(work, rule_set, row, rule_set.codes or (0, 0), alternatives, None, reason, guard)
        return
    for codes in ranges:
        _emit(work, rule_set, kind, codes, alternatives, nodes, None, guard)


def _bounds(code: str) -> tuple[int, int]:
    low, _, high = code.partition("-")
    high = high or low
    scale = 10 ** (6 - len(low))
    return int(low) * scale, int(high) * scale + scale - 1


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int] | None:
    low, high = max(one[0], other[0]), min(one[1], other[1])
    return (low, high) if low <= high else None


def _emit(
    work: _List,
    rule_set: RuleSet,
    row: Row,
    codes: tuple[int, int],
    alternatives: list[Reading],
    nodes: list[Node] | None,
    reason: str | None,
    guard: dict[str, Any],
) -> None:
    """Add one RaC rule, unless its range has no code in the edition in which it is printed."""
    pointer = f"/rule_sets/{rule_set.index}"
    if not has_code(work.printed, codes):
        message = f"no subheading of HS {work.printed} lies in {codes[0]:06} to {codes[1]:06}"
        work.findings.append(Finding("SRC643", f"{work.place}#{pointer}", message))
        return
    name = _range_name(rule_set, codes)
    work.numbers[name] += 1
    text = JOIN.join(reading.text for reading in alternatives)
    criterion = _criterion(pointer, alternatives, nodes) if nodes is not None else None
    rule: dict[str, Any] = {
        "id": f"{work.agreement}:hs{work.edition}:{name}~{work.numbers[name]}",
        "heading": rule_set.heading,
        "from": f"{codes[0]:06}",
        "to": f"{codes[1]:06}",
        "row": row.kind,
        "applies_to": list(row.applies_to),
        "state": state_of(criterion),
        "reason": reason,
        "criterion": criterion,
        "text": text,
        "source": {"id": _SOURCE, "locator": pointer, "words_sha256": _sha256(text), "span": [0, len(text)]},
    }
    if guard:
        rule["guard"] = guard
    notes = [note for reading in alternatives if reading.meaning for note in reading.meaning.notes]
    if notes:
        rule["notes"] = list(dict.fromkeys(notes))
    work.by_chapter.setdefault(f"{codes[0] // 10_000:02}", []).append(rule)


def _range_name(rule_set: RuleSet, codes: tuple[int, int]) -> str:
    low, high = codes
    for scale in (10_000, 100):
        if low % scale == 0 and high % scale == scale - 1:
            width = 2 if scale == 10_000 else 4
            first, last = f"{low // scale:0{width}}", f"{high // scale:0{width}}"
            return first if first == last else f"{first}-{last}"
    return f"{low:06}" if low == high else f"{low:06}-{high:06}"


def _criterion(pointer: str, alternatives: list[Reading], nodes: list[Node]) -> Node:
    """The alternatives as one tree; each leaf cites its rule object, the digest of its words and its span in the text."""
    placed: list[Node] = []
    offset = 0
    for reading, node in zip(alternatives, nodes, strict=True):
        cited = {
            "id": _SOURCE,
            "locator": f"{pointer}/rules/{reading.members[0]}/rule",
            "words_sha256": _sha256(reading.text),
        }
        placed.append(_placed(node, cited, offset))
        offset += len(reading.text) + len(JOIN)
    return joint("any", placed)


def _placed(node: Node, cited: dict[str, Any], offset: int) -> Node:
    for key in ("any", "all"):
        if key in node:
            return {key: [_placed(child, cited, offset) for child in node[key]]}
    low, high = node["source"]["span"]
    return {**node, "source": {**cited, "span": [low + offset, high + offset]}}


def canonical(document: Any) -> bytes:
    """RFC 8785 bytes of a document: it has ASCII keys and no fractions, so that sorting by bytes is the canonical order."""
    return orjson.dumps(document, option=orjson.OPT_SORT_KEYS)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _document(work: _List, rules: list[dict[str, Any]], source_sha256: str) -> dict[str, Any]:
    is_uk = work.prefix == "gb"
    source: dict[str, Any] = {
        "publisher": "HMRC" if is_uk else "European Commission",
        "instrument": f"Product-specific rules of origin of {work.agreement}",
        "annex": work.place,
        "sha256": source_sha256,
        "verified": is_uk,
    }
    if not is_uk:
        source["source_proxy"] = "EU-side list of rules as collected from the public rules-of-origin service"
    document: dict[str, Any] = {
        "rac": "2.0",
        "kind": "rules",
        "agreement": work.agreement,
        "publisher": "hmrc",
        "hs_edition": work.edition,
        "sources": {_SOURCE: source},
        "rules": rules,
    }
    if work.printed != work.edition:
        document["printed_edition"] = work.printed
    return document
