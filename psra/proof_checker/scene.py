"""A case under one agreement: who trades, which rows of the list apply (origin.md A.3), where materials stand (A.7)."""

from __future__ import annotations

import json
from calendar import monthrange
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from pathlib import Path

from psra.proof_checker.law import (
    MAYBE,
    NO,
    YES,
    Agreement,
    Doc,
    NotCheckable,
    Row,
    agree,
    correlate,
    every,
    holds,
    nested,
    some,
    truth,
    within,
)

# Members of the Union; descriptions that the HS code settles: codes of goods that are of one, and of goods that may be.
_FACTS = json.loads((Path(__file__).parent / "facts.json").read_text())
_UNION: list[str] = _FACTS["european_union"]
_SETTLED = {tag: (codes["yes"], codes["perhaps"]) for tag, codes in _FACTS["settled_by_code"].items()}


def has_tag(tag: str, codes: Iterable[str], item: Doc) -> int:
    """Whether goods are of a description: their possible codes decide first, then the complete list of tags."""
    yes, perhaps = _SETTLED.get(tag, ([], ["01-99"]))
    sure = agree(truth(holds(yes, code)) for code in codes)
    if sure == YES or (sure == NO and agree(truth(holds(perhaps, code)) for code in codes) == NO):
        return sure
    return truth(None if item.get("tags") is None else tag in item["tags"])


def _is(party: Doc | None, country: str | None) -> int:
    return MAYBE if party is None else truth(country in (party["code"], *(party.get("members") or ())))


def _alone(code: str | None) -> Doc | None:
    return {"code": "EU", "members": _UNION} if code in {"EU", *_UNION} else {"code": code} if code else None


def _narrower(a: Row, b: Row) -> bool:
    return b.span[0] <= a.span[0] and a.span[1] <= b.span[1] and a.span != b.span


def _kinds(present: list[Row]) -> dict[Row, str]:
    """What each row is for beside the others: a whole row beside a lone "any other product" describes in words."""
    beside = {(row.span, row.kind) for row in present}
    lone = {row for row in present if (row.span, "residual") in beside and (row.span, "described") not in beside}
    return {r: "described" if r in lone and r.kind == "whole" and not r.quota else r.kind for r in present}


def _prevails(a: Row, b: Row, kinds: dict[Row, str]) -> bool:
    """A narrower row takes the place of a wider one, a described one that of others."""
    return _narrower(a, b) or (not _narrower(b, a) and kinds[a] == "described" != kinds[b])


@dataclass(eq=False)
class Line:
    """A material, whether it is non-originating, and in which tests it takes part."""

    item: Doc
    id: str
    codes: tuple[str, ...]
    printed: tuple[str, ...]
    nom: int
    because: str
    gated: int
    ctc: bool
    value: bool
    weight: bool
    inside: list[Line] | None = None


def _converted(case: Doc, day: str) -> tuple[Doc, list[Doc]]:
    """The case in one currency, by the latest of its rates that is not after the day; and the rates that were used."""
    rates, product, used = case.get("exchange_rates") or [], case["product"], list[Doc]()
    prices = [product.get(key) for key in ("ex_works_price", "transaction_value", "fob_price", "net_cost")]
    worth = (item["value"]["currency"] for item in nested(case["materials"]) if isinstance(item.get("value"), dict))
    to = next((price["currency"] for price in prices if price), None) or min(worth, default=None)
    if not rates or to is None:
        return case, rates
    case = deepcopy(case)
    for money in (part for part in nested([case["product"], case["materials"]]) if {"amount", "currency"} <= set(part)):
        known = [r for r in rates if r["date"] <= day and {r["from"], r["to"]} == {money["currency"], to}]
        direct = [r for r in known if r["to"] == to]
        if best := max(direct or known, key=lambda r: str(r["date"]), default=None):
            rate = Fraction(best["rate"])
            money["amount"] = str(Fraction(money["amount"]) * (rate if direct else 1 / rate))
            money["currency"], used = to, [*used, best]
    return case, [rate for rate in rates if rate in used]


class Scene:
    """A case under one agreement on a day."""

    def __init__(self, case: Doc, agreement: Agreement, day: str) -> None:
        self.received, self.agreement, self.day = case, agreement, day
        self.case, self.rates = _converted(case, day)
        case = self.case
        self.frame: Doc | None = next((f for f in agreement.frames if within(day, f)), None)
        frame: Doc = self.frame or {}
        self.general = next((p.get("general") or {} for p in frame.get("ruleset") or () if within(day, p)), None)
        self.rules = {key: value for key, value in (self.general or {}).items() if value is not None}
        years = (2022, 2017, 2012, 2007, 2002)
        self.case_edition = case.get("hs_edition") or next((y for y in years if y <= int(day[:4])), 2002)
        editions = sorted(agreement.editions, reverse=True)
        covers = (e for e in editions for p, _ in self.candidates(case["product"], e) if agreement.printed(p, e))
        year = frame.get("hs_edition") or self.case_edition
        fallback = [*editions, (year, year)][0]
        self.editions: tuple[int, int] = fallback if len(editions) == 1 else next(covers, fallback)
        self.own, attested = self.candidates(case["product"]), case["product"].get("rule_row")
        for row in (r for r in agreement.rows if r.id == attested and within(day, r.guard, r.document)):
            self.own = [(printed, law) for printed, law in self.own if row.first <= printed <= row.last]
        self.codes = tuple(sorted({law for _, law in self.own}))
        first, self.stated = agreement.id.split("-")[0], [case.get("exporting_party"), case.get("importing_party")]
        self.publisher = {"uk": "GB", "xi": "EU", "pem": "EU"}.get(first, first.upper())
        self.parties: list[Doc] = frame.get("parties") or []
        # A scheme whose articles name one party only says nothing of the others.
        self.named = len(self.parties) > 1
        sides = [next((p for p in self.parties if code and _is(p, code)), None) for code in self.stated]
        for own, other in ((0, 1), (1, 0)):
            if self.stated[own] is None and sides[other] and len(self.parties) == 2:
                sides[own] = self.parties[sides[other] is self.parties[0]]
        self.exporter, self.importer = sides if self.named else [_alone(code) for code in self.stated]

    def candidates(self, item: Doc, editions: tuple[int, int] | None = None) -> list[tuple[str, str]]:
        """The codes that goods may have: where the list is printed, and in the edition in which its words are read."""
        printed, law = editions or self.editions
        code, laws = item["hs_code"][:6], correlate(item["hs_code"][:6], self.case_edition, law)
        if self.case_edition == printed and len(laws) > 1 and code in laws:
            return [(code, code)]
        if printed == law:
            return [(found, found) for found in laws]
        with_ = {p: correlate(p, printed, law) for p in correlate(code, self.case_edition, printed)}
        return [(p, c) for p, own in with_.items() for c in ([c for c in laws if c in own] or laws)]

    def _guard(self, row: Row) -> int:
        """Whether a row is open to this trade: direction and countries."""
        sides = (_is(self.exporter, self.publisher), _is(self.importer, self.publisher))
        own, other = sides if row.guard.get("direction") == "export" else sides[::-1]
        direction = YES if not row.guard.get("direction") else own if own != MAYBE else YES - other
        partners = [code for code in self.stated if code and not _is(_alone(self.publisher), code)]
        if (listed := row.guard.get("countries")) is None:
            return direction
        return min(direction, some(truth(code in listed) for code in partners) if partners else MAYBE)

    def worlds(self, goods: tuple[str, str], item: Doc, attested: str | None) -> list[list[Row]]:
        """The rows that apply to goods, in each world that the case leaves possible; rows of a quota stand beside."""
        printed = self.agreement.printed(goods[0], self.editions)
        guards = {row: self._guard(row) for row in printed if within(self.day, row.guard, row.document)}
        unsure, found = [row for row, guard in guards.items() if guard == MAYBE], list[list[Row]]()
        if len(unsure) > 3:
            raise NotCheckable("more than three rows whose direction or countries are open")
        for taken in (chosen for size in range(len(unsure) + 1) for chosen in combinations(unsure, size)):
            present = [row for row, guard in guards.items() if guard == YES or row in taken]
            named, kinds = [row for row in present if row.id == attested], _kinds(present)
            state = {row: YES if named else self._describes(row, kinds, goods[1], item) for row in named or present}
            for chosen in (None, *(row for row, known in state.items() if known == MAYBE)):
                world = [row for row, known in state.items() if known == YES or row is chosen]
                main = [row for row in world if not row.quota]
                world = [row for row in world if row.quota or not any(_prevails(other, row, kinds) for other in main)]
                found += [world] if world not in found else []
        return found

    @staticmethod
    def _describes(row: Row, kinds: dict[Row, str], code: str, item: Doc) -> int:
        wanted = row.rule.get("applies_to") or []
        tags = every(has_tag(tag, [code], item) for tag in wanted) if wanted else MAYBE
        return tags if kinds[row] == "described" else YES

    def party(self, country: str | None) -> tuple[int, int]:
        """Whether a country is (of) the exporting party, and of any."""
        known = self.parties if self.named else [p for p in (self.exporter, self.importer) if p]
        inside = some(_is(p, country) for p in known)
        return _is(self.exporter, country), inside if self.named else max(MAYBE, inside)

    def granted(self) -> Doc:
        """The cumulation that the agreement has."""
        found = self.rules.get("cumulation") or []
        return found if isinstance(found, dict) else {"kinds": found}

    def cumulated(self, country: str | None, *kinds: str) -> int:
        """Whether cumulation of any of those kinds holds for what originates, or is made, in a country."""
        granted, found = self.granted(), [NO]
        if granted.get("matrix") and set(kinds) & set(granted["kinds"]):
            raise NotCheckable("a matrix of cumulation")
        for kind in (kind for kind in granted["kinds"] if kind in kinds):
            beyond = MAYBE if kind in {"diagonal", "extended"} else self.party(country)[1]
            limits = [limit for limit in granted.get("limits") or () if limit["kind"] == kind]
            for limit in (limit for limit in limits if within(self.day, limit)):
                chapters, barred = limit.get("chapters") or ["01-99"], limit.get("except_chapters")
                goods = agree(truth(holds(chapters, c) and not holds(barred, c)) for c in self.codes)
                listed = truth(country in limit["countries"]) if limit.get("countries") is not None else beyond
                if max(found) < goods and any(map(limit.get, ("exporters", "importers", "importing_party_only"))):
                    raise NotCheckable("a limit of cumulation by the parties of the trade")
                found.append(min(goods, listed, MAYBE if limit.get("ruleset") else YES))
            found += [] if limits else [beyond]
        return some(found)

    def _out_of_date(self, origin: Doc) -> bool:
        """Whether the evidence does not cover the day, or covers more than the agreement lets it."""
        first, last = origin.get("evidence_from"), origin.get("evidence_to")
        months = (self.granted().get("evidence") or {}).get("validity_months")
        ends = [last] if last else []
        if first and months:
            passed = int(first[5:7]) - 1 + months
            year, month = int(first[:4]) + passed // 12, passed % 12 + 1
            ends.append(f"{year:04}-{month:02}-{min(int(first[8:]), monthrange(year, month)[1]):02}")
        return bool(first and self.day < first) or any(self.day > end for end in ends)

    def stand(self, item: Doc) -> tuple[int, str, int]:
        """Whether a material is non-originating, why, and whether it originates only if enough is done to it after."""
        origin = item.get("origin") or {}
        status, country = origin.get("status") or "unknown", origin.get("country")
        if status == "non_originating" or (status == "unknown" and item.get("wholly_obtained") is not True):
            return YES, "origin_unknown" if status == "unknown" else "stated_non_originating", NO
        if self._out_of_date(origin):
            return YES, "evidence_out_of_date", NO
        gated = NO if self.granted().get("beyond_insufficient") is False else YES
        own, inside = self.party(country)
        beside, third = (self.cumulated(country, *k) for k in (("bilateral", "full"), ("diagonal", "extended")))
        if country is None or own == YES or own == inside == MAYBE:
            return NO, "stated_originating", NO
        if inside == NO:
            word = "cumulated_third_country" if third == YES else "third_country"
            return YES - third, word, gated if third == YES else NO
        if own == MAYBE:
            return (NO, "own_or_cumulated", min(gated, MAYBE)) if beside == YES else (MAYBE, "party_unknown", NO)
        if inside == MAYBE and third == YES:
            return NO, "cumulated_third_country", gated
        if inside == MAYBE and max(beside, third) == MAYBE:
            return MAYBE, "party_unknown", NO
        if inside == MAYBE or beside == NO:
            return YES, "cumulation_not_granted", NO
        return YES - beside, "cumulated" if beside == YES else "cumulation_undetermined", gated
