"""RaC rules of a list: one rule set becomes one rule for each set of goods, period, quota or direction it speaks of."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

import orjson

from psra_assets.rac.compile.constructs import Meaning
from psra_assets.rac.compile.constructs.reader import Node, joint
from psra_assets.rac.compile.constructs.states import state_of
from psra_assets.rac.compile.constructs.units import Premise
from psra_assets.rac.compile.corrections import correction
from psra_assets.rac.compile.editions import has_code
from psra_assets.rac.compile.rows import Reading, Row, RuleSet
from psra_assets.rac.compile.rows.quota import announced
from psra_assets.rac.compile.rows.readings import JOIN

_SOURCE = "list"
Codes = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about the publisher's data that someone should see; it stops nothing."""

    code: str
    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.code} {self.message}"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a rule goes: its rule set, kind of row and guard."""

    rule_set: RuleSet
    row: Row
    guard: dict[str, Any]

    @property
    def pointer(self) -> str:
        """JSON pointer of the rule set in the published file."""
        return f"/rule_sets/{self.rule_set.index}"


@dataclass(slots=True)
class ListBuilder:
    """Collects the RaC rules of one agreement's list, chapter by chapter, in the publisher's order."""

    agreement: str
    scheme: str
    prefix: str
    edition: int
    printed: int
    place: str
    findings: list[Finding] = field(default_factory=list)
    _numbers: Counter[str] = field(default_factory=Counter)
    _chapters: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def add(self, rule_set: RuleSet, row: Row | None, alternatives: list[Reading]) -> None:
        """Add one rule set. What is not understood stands beside what is, as a quarantined rule of the same codes; a
        described row that no tag selects is quarantined as a whole, since one attested row must hold all of it.
        """
        if rule_set.codes is None or row is None:
            self._note("SRC691", rule_set, rule_set.fault or "no range")
            return
        if not alternatives:
            self._note("SRC692", rule_set, "the rule set has no rules")
            return
        alternatives = [self._corrected(rule_set, reading) for reading in alternatives]
        is_attested_row = row.kind == "described" and not row.applies_to
        if is_attested_row and any(reading.meaning is None for reading in alternatives):
            self._quarantine(_Place(rule_set, row, {}), alternatives)
            return
        groups: dict[tuple[Any, ...], list[Reading]] = {}
        for reading in alternatives:
            premises = reading.meaning.premises if reading.meaning else ()
            groups.setdefault((premises, reading.quota, reading.is_import, reading.is_export), []).append(reading)
        for (premises, quota, is_import, is_export), members in groups.items():
            place = _Place(rule_set, row, self._guard(rule_set, quota, is_import, is_export))
            understood = [reading for reading in members if reading.meaning is not None]
            for dates, valid in _periods(understood):
                self._goods(_Place(rule_set, row, {**place.guard, **dates}), valid, premises)
            others = [reading for reading in members if reading.meaning is None]
            if others:
                self._quarantine(place, others)

    def documents(self, source_sha256: str) -> dict[str, bytes]:
        """Canonical documents by file name, one a chapter."""
        return {
            f"{chapter}.json": canonical(self._document(rules, source_sha256))
            for chapter, rules in sorted(self._chapters.items())
        }

    def _corrected(self, rule_set: RuleSet, reading: Reading) -> Reading:
        """With the law's last day in place of a printed one that the law has moved."""
        meaning = reading.meaning
        found = correction(self.scheme, meaning.valid_to) if meaning else None
        if meaning is None or found is None:
            return reading
        self._note(
            "SRC694", rule_set, f"the words say until {found.printed}, the law {found.lawful}: {found.instrument}"
        )
        return replace(reading, meaning=replace(meaning, valid_to=found.lawful, notes=(*meaning.notes, found.note)))

    def _guard(self, rule_set: RuleSet, quota: bool, is_import: bool, is_export: bool) -> dict[str, Any]:
        """Quota and direction, as the publisher's fields or the words of the row's description have them. A quota is
        named after the row's codes: its place in the file moves with every row before it.
        """
        said = announced(rule_set.subdivision, self.prefix)
        guard: dict[str, Any] = {}
        if (quota or said.is_quota) and rule_set.codes is not None:
            guard["quota"] = f"{self.agreement}:{_range_name(rule_set.codes)}"
        direction = said.direction
        if not (is_import and is_export):
            direction = "import" if is_import else "export"
        return {**guard, "direction": direction} if direction else guard

    def _goods(self, place: _Place, alternatives: list[Reading], premises: tuple[Premise, ...]) -> None:
        """Narrow the row to the goods that the words name."""
        codes = place.rule_set.codes
        ranges = [codes] if codes else []
        row = place.row
        for premise in premises:
            if premise.is_other and row.kind == "whole":
                row = Row("residual")
            if premise.tags:
                row = Row("described", tuple(dict.fromkeys((*row.applies_to, *premise.tags))))
            if premise.codes:
                pairs = ((one, _bounds(part)) for one in ranges for part in premise.codes)
                ranges = [both for one, other in pairs if (both := _overlap(one, other)) is not None]
        if not ranges and codes:
            reason = "the rule speaks of other codes than its row covers"
            self._emit(place, codes, alternatives, None, reason)
        nodes = [reading.meaning.node for reading in alternatives if reading.meaning is not None]
        for one in ranges:
            self._emit(
                _Place(place.rule_set, row, place.guard), one, alternatives, _criterion(place, alternatives, nodes)
            )

    def _quarantine(self, place: _Place, alternatives: list[Reading]) -> None:
        reasons = (reading.reason for reading in alternatives if reading.reason)
        if place.rule_set.codes:
            self._emit(place, place.rule_set.codes, alternatives, None, "; ".join(dict.fromkeys(reasons)))

    def _emit(
        self,
        place: _Place,
        codes: Codes,
        alternatives: list[Reading],
        criterion: Node | None,
        reason: str | None = None,
    ) -> None:
        """Add one RaC rule, unless its range has no code in the edition in which it is printed."""
        if not has_code(self.printed, codes):
            message = f"no subheading of HS {self.printed} lies in {codes[0]:06} to {codes[1]:06}"
            self._note("SRC693", place.rule_set, message)
            return
        name = _range_name(codes)
        self._numbers[name] += 1
        text = JOIN.join(reading.text for reading in alternatives)
        rule: dict[str, Any] = {
            "id": f"{self.agreement}:hs{self.edition}:{name}~{self._numbers[name]}",
            "heading": place.rule_set.heading,
            "from": f"{codes[0]:06}",
            "to": f"{codes[1]:06}",
            "row": place.row.kind,
            "applies_to": list(place.row.applies_to),
            "state": state_of(criterion),
            "reason": reason,
            "criterion": criterion,
            "text": text,
            "source": {
                "id": _SOURCE,
                "locator": place.pointer,
                "words_sha256": _sha256(text),
                "span": [0, len(text)],
            },
        }
        if place.guard:
            rule["guard"] = place.guard
        notes = [note for reading in alternatives if reading.meaning for note in reading.meaning.notes]
        if notes:
            rule["notes"] = list(dict.fromkeys(notes))
        self._chapters.setdefault(f"{codes[0] // 10_000:02}", []).append(rule)

    def _note(self, code: str, rule_set: RuleSet, message: str) -> None:
        self.findings.append(Finding(code, f"{self.place}#/rule_sets/{rule_set.index}", message))

    def _document(self, rules: list[dict[str, Any]], source_sha256: str) -> dict[str, Any]:
        is_uk = self.prefix == "gb"
        source: dict[str, Any] = {
            "publisher": "HMRC" if is_uk else "European Commission",
            "instrument": f"Product-specific rules of origin of {self.agreement}",
            "annex": self.place,
            "sha256": source_sha256,
            "verified": is_uk,
        }
        if not is_uk:
            source["source_proxy"] = "EU-side list of rules as collected from the public rules-of-origin service"
        document: dict[str, Any] = {
            "rac": "2.0",
            "kind": "rules",
            "agreement": self.agreement,
            "publisher": "hmrc",
            "hs_edition": self.edition,
            "sources": {_SOURCE: source},
            "rules": rules,
        }
        if self.printed != self.edition:
            document["printed_edition"] = self.printed
        return document


def _periods(alternatives: list[Reading]) -> list[tuple[dict[str, str], list[Reading]]]:
    """The alternatives by the periods in which they hold; one period without bounds if none is dated."""
    dated = [r.meaning for r in alternatives if r.meaning and (r.meaning.valid_from or r.meaning.valid_to)]
    if not dated:
        return [({}, alternatives)] if alternatives else []
    starts = {m.valid_from for m in dated if m.valid_from} | {_moved(m.valid_to, 1) for m in dated if m.valid_to}
    bounds = [None, *sorted(starts)]
    found = []
    for start, following in zip(bounds, [*bounds[1:], None], strict=True):
        end = _moved(following, -1) if following else None
        valid = [r for r in alternatives if r.meaning and _holds(r.meaning, start, end)]
        if valid:
            dates = {key: day for key, day in (("valid_from", start), ("valid_to", end)) if day}
            found.append((dates, valid))
    return found


def _holds(meaning: Meaning, start: str | None, end: str | None) -> bool:
    """Whether a meaning holds throughout a period; bounds never cut through it."""
    begins = meaning.valid_from is None or (start is not None and meaning.valid_from <= start)
    return begins and (meaning.valid_to is None or (end is not None and end <= meaning.valid_to))


def _moved(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def _bounds(code: str) -> Codes:
    low, _, high = code.partition("-")
    scale = 10 ** (6 - len(low))
    return int(low) * scale, int(high or low) * scale + scale - 1


def _overlap(one: Codes, other: Codes) -> Codes | None:
    low, high = max(one[0], other[0]), min(one[1], other[1])
    return (low, high) if low <= high else None


def _range_name(codes: Codes) -> str:
    """The range as an id prints it: by chapter or heading where it covers whole ones."""
    low, high = codes
    for scale, width in ((10_000, 2), (100, 4)):
        if low % scale == 0 and high % scale == scale - 1:
            first, last = f"{low // scale:0{width}}", f"{high // scale:0{width}}"
            return first if first == last else f"{first}-{last}"
    return f"{low:06}" if low == high else f"{low:06}-{high:06}"


def _criterion(place: _Place, alternatives: list[Reading], nodes: list[Node]) -> Node:
    """The alternatives as one tree. Each leaf cites its rule object in the published file, the digest of its words as
    published, and its span in the rule's text.
    """
    placed: list[Node] = []
    offset = 0
    for reading, node in zip(alternatives, nodes, strict=True):
        cited = {
            "id": _SOURCE,
            "locator": f"{place.pointer}/rules/{reading.members[0]}/rule",
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
    """RFC 8785 bytes of a document; its keys are ASCII and it has no fractions, so sorting by bytes is canonical."""
    return orjson.dumps(document, option=orjson.OPT_SORT_KEYS)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
