"""The criteria (origin.md A.2) on the lines of a bill: the outcome of each, its measure, and what may be forgiven."""

# isort: skip_file
from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from psra.proof_checker.law import MAYBE, NO, OUTCOME, YES, Doc, NotCheckable, Row, Sum, agree, at_most, every, holds
from psra.proof_checker.law import percent, some, stages, total, truth
from psra.proof_checker.scene import Line, Scene, has_tag

_LEVELS = {"CC": 2, "CTH": 4, "CTSH": 6, "AnyHeading": 0, "chapter": 2, "heading": 4, "subheading": 6}
_BASES = {"EXW": "ex_works_price", "FOB": "fob_price", "TV": "transaction_value", "NC": "net_cost"}
_CHOICES = {"EXW_OR_FOB": ("EXW", "FOB"), "TV_OR_EXW": ("TV", "EXW")}
Member = Callable[[Line], int]


@dataclass
class Finding:
    """What a criterion came to: `failing` lines that a tolerance may forgive, and what is then left, the `rest`."""

    outcome: int
    measure: Doc
    failing: dict[Line, int] | None = None
    rest: int = YES
    weight_limit: bool = False


def amount(text: Any) -> Fraction | None:
    """A decimal string above zero."""
    return found if text is not None and (found := Fraction(text)) > 0 else None


def nom(line: Line) -> int:
    """Whether a material is non-originating."""
    return line.nom


def _originates(line: Line) -> int:
    return YES - line.nom


def _wholly_obtained(line: Line) -> int:
    return min(YES - line.nom, truth(line.item.get("wholly_obtained")))


def failing_lines(failing: dict[Line, int], rest: int = YES, more: Doc | None = None) -> Finding:
    """A finding on lines that fail for certain or perhaps; ``rest`` is what must hold beside."""
    named = {sure: [line.id for line, found in failing.items() if found == sure] for sure in (MAYBE, YES)}
    perhaps = {"possibly_failing_materials": named[MAYBE]} if named[MAYBE] else {}
    measure = {"failing_materials": named[YES], **perhaps, **(more or {})}
    return Finding(min(YES - some(failing.values()), rest), measure, failing, rest)


class Bench:
    """What a criterion looks at: the goods under one code, and their materials."""

    def __init__(
        self, scene: Scene, item: Doc, code: str, lines: list[Line], row: Row | None, inner: str | None
    ) -> None:
        self.scene, self.item, self.code, self.lines, self.row, self.inner = scene, item, code, lines, row, inner
        self.ctc = [line for line in lines if line.ctc]
        self.currency = next((n.item["value"]["currency"] for n in lines if n.value and n.item.get("value")), "one")

    def find(self, leaf: Doc) -> Finding:
        """What the criterion of a leaf comes to."""
        if leaf["type"] not in _CRITERIA:
            raise NotCheckable(f"the criterion {leaf['type']}")
        found = _CRITERIA[leaf["type"]](self, {key: value for key, value in leaf.items() if value is not None})
        found.measure = {"criterion": leaf["type"], **found.measure, "outcome": OUTCOME[found.outcome]}
        return found

    def tagged(self, line: Line, *tags: str) -> int:
        """Whether a material is of any of those descriptions."""
        return some(has_tag(tag, line.codes, line.item) for tag in tags)

    def within(self, scope: Doc | None, line: Line) -> int:
        """Whether a material is in a scope."""
        of = {key: value for key, value in (scope or {}).items() if value is not None}
        size = _LEVELS[of.get("same", "chapter")]
        codes = agree(truth(holds(of["codes"], c)) for c in line.codes) if "codes" in of else YES
        same = agree(truth(c[:size] == self.code[:size]) for c in line.codes) if "same" in of else YES
        tagged = self.tagged(line, *of["tags"]) if "tags" in of else YES
        return min(codes, same, tagged, YES - self.within(of["not"], line) if "not" in of else YES)

    def values(self, scope: Doc | None, currency: str | None, member: Member) -> Sum:
        """The value of the lines that belong to a sum; nothing is converted."""
        worth = ((line, line.item.get("value") or {"currency": ""}) for line in self.lines if line.value)
        known = ((line, amount(money["amount"]) if money["currency"] == currency else None) for line, money in worth)
        return total((min(member(line), self.within(scope, line)), value) for line, value in known)

    def weights(self, scope: Doc | None, _currency: str | None, member: Member) -> Sum:
        """The net weight of the lines that belong to a sum, and of substances in others that the scope names."""
        terms: list[tuple[int, Fraction | None]] = []
        for line in (line for line in self.lines if line.weight):
            belongs = min(member(line), self.within(scope, line))
            terms.append((belongs, amount(line.item.get("net_weight_kg"))))
            inner = (line.item.get("contains") or ()) if belongs != YES else ()
            named = [part for part in inner if part["tag"] in ((scope or {}).get("tags") or ())]
            terms += [(member(line), Fraction(part["net_weight_kg"])) for part in named]
        return total(terms)

    def wholes(self, leaf: Doc, by_weight: bool) -> Iterator[tuple[str, str | None, Sum]]:
        """That of which a share is taken: its name, its currency, and how much it is; for each choice of price."""
        of: Any = leaf.get("of") or "product"
        if of == "basic_textile_materials":
            raise NotCheckable("a share of the basic textile materials")
        if of != "product":
            add, measure = (self.weights, "weight") if by_weight else (self.values, "value")
            yield f"{measure}_of_materials", self.currency, add(dict(of), self.currency, lambda _: YES)
            return
        if by_weight:
            yield "net_weight", None, total([(YES, amount(self.item.get("net_weight_kg")))])
        basis: str = leaf.get("basis") or "EXW"
        for single in () if by_weight else _CHOICES.get(basis) or (basis,):
            # An intermediate is not sold apart: its one value stands for every price but the net cost.
            money = self.item.get(_BASES[single] if not self.inner else "value" if single != "NC" else "") or {}
            price = amount(money.get("amount"))
            yield single, money["currency"] if price else None, total([(YES, price)])

    def share(self, leaf: Doc, member: Member, least: bool = False, rest: bool = False) -> Finding:
        """A part against its greatest or least share of a whole, by the best choice; ``rest``: what the part leaves."""
        limit, strict = Fraction(leaf["max_pct" if "max_pct" in leaf else "pct"]) / 100, leaf.get("exclusive") is True
        by_weight, best = leaf.get("measure") == "weight" or leaf.get("type") == "MaxWeight", Finding(-1, {})
        for basis, currency, whole in self.wholes(leaf, by_weight):
            part = (self.weights if by_weight else self.values)(leaf.get("scope"), currency, member)
            if part[1] == 0 and whole[1] is None and not by_weight:
                whole = (Fraction(1), Fraction(1))  # noqa: PLW2901 nothing is no share of any price, whatever it is
            if rest and whole[1] is not None:
                part = (Fraction(-(10**60)) if part[1] is None else whole[0] - part[1], whole[1] - part[0])
            outcome = YES - at_most(part, limit, whole, not strict) if least else at_most(part, limit, whole, strict)
            outcome = MAYBE if whole[1] is None and not by_weight else outcome
            ratio = part[0] / whole[0] if part[0] == part[1] and whole[0] == whole[1] != 0 else None
            known = (None, None) if ratio is None else (str(ratio), percent(ratio, limit))
            shown = {
                "basis": basis,
                "value_fraction": known[0],
                "value_pct": known[1],
                "limit_pct": percent(limit, limit),
                **({"exclusive": True} if strict else {}),
            }
            best = Finding(outcome, shown) if outcome > best.outcome else best
        return best

    def lines_that(self, fails: Member, more: Doc | None = None) -> Finding:
        """A finding on the lines for which a test fails."""
        return failing_lines({line: found for line in self.ctc if (found := fails(line)) != NO}, YES, more)

    def change(self, leaf: Doc) -> Finding:
        """Change of classification, and materials of any heading (origin.md A.2.2)."""
        size, included = _LEVELS[leaf["type"]], leaf.get("including")
        group = leaf.get("within_group") or (self.scene.rules.get("within_group") or {}).get("rule")
        low, high = (self.row.first, self.row.last) if self.row and group == "forbidden" else ("x", "")

        def fails(line: Line) -> int:
            shifts = agree(truth(c[:size] != self.code[:size]) for c in line.codes)
            shifts = min(shifts, YES - agree(truth(low <= c <= high) for c in line.printed))
            inside = self.within(included, line) if included else NO
            barred = self.within(leaf["except"], line) if "except" in leaf else NO
            usable = max(shifts, inside) if size else YES - min(inside, self.tagged(line, "same_description"))
            return min(line.nom, YES - min(usable, YES - barred, self.within(leaf.get("from_only"), line)))

        def allowed(allowance: Doc) -> int:
            if allowance.get("max_pct") is None:
                return YES
            return self.share(allowance, lambda line: failing.get(line, NO)).outcome

        failing, freed = self.lines_that(fails).failing or {}, dict[Line, int]()
        for line in failing:
            scopes = [(self.within(a.get("scope"), line), a) for a in leaf.get("allowances") or ()]
            states = [allowed(a) if state == YES else MAYBE for state, a in scopes if state != NO]
            freed |= {line: max(some(states), YES - failing[line])} if states else {}
        rest, left = every(freed.values()), {line: state for line, state in failing.items() if line not in freed}
        more = {"under_allowance": [line.id for line in freed], "allowance": OUTCOME[rest]} if freed else {}
        return failing_lines(left, rest, more)

    def content(self, leaf: Doc) -> Finding:
        """Regional value content by the formula of its method (origin.md A.2.4)."""
        up, basis = leaf["method"] == "build_up", "NC" if leaf["method"] == "net_cost" else leaf["basis"]
        found = self.share({**leaf, "basis": basis}, _originates if up else nom, least=True, rest=not up)
        return Finding(found.outcome, {"method": leaf["method"], **found.measure})

    def max_weight(self, leaf: Doc) -> Finding:
        """Weight of non-originating materials; those in scope are what Japan's tolerance may forgive."""
        found, scope = self.share(leaf, nom), leaf.get("scope")
        counted = {line: min(line.nom, self.within(scope, line)) for line in self.lines if line.weight}
        failing = {line: state for line, state in counted.items() if state != NO}
        return Finding(found.outcome, found.measure, failing, weight_limit=True)

    def min_share(self, leaf: Doc) -> Finding:
        """Least share of originating or wholly obtained materials; of a set that is not used nothing can lack."""
        member = _wholly_obtained if leaf.get("wholly_obtained") else _originates
        found, by_weight = self.share(leaf, member, least=True), leaf.get("measure") == "weight"
        of_product = leaf.get("of") in {None, "product"} if not isinstance(leaf.get("of"), dict) else False
        if by_weight and of_product and self.weights(leaf.get("scope"), None, member)[1] == 0:
            found.outcome = NO
        if not of_product and next(self.wholes(leaf, by_weight))[2][1] == 0:
            found.outcome = YES
        return found

    def nom_le_om(self, _leaf: Doc) -> Finding:
        """Value of non-originating materials against that of originating ones."""
        part, whole = (self.values(None, self.currency, member) for member in (nom, _originates))
        text = [str(low) if low == high else None for low, high in (part, whole)]
        return Finding(at_most(part, Fraction(1), whole), {"non_originating": text[0], "originating": text[1]})

    def wholly_obtained(self, leaf: Doc) -> Finding:
        """Wholly obtained: the product itself, or the materials in a scope (origin.md A.1)."""
        if leaf.get("subject", "materials" if "scope" in leaf else "product") == "materials":
            fails: Member = lambda n: min(self.within(leaf.get("scope"), n), YES - _wholly_obtained(n))  # noqa: E731
            return self.lines_that(fails, {"subject": "materials"})
        stated, others = self.item.get("wholly_obtained"), some(line.nom for line in self.ctc)
        return Finding(NO if stated is None and others == YES else truth(stated), {"subject": "product"})

    def process(self, leaf: Doc) -> Finding:
        """Attested processes (origin.md A.2.6)."""
        kind, test = ("all_of", every) if "all_of" in leaf else ("any_of", some)
        each = {code: self.carried_out(code, leaf.get("parameters") or []) for code in leaf[kind]}
        attested = [code for code in leaf[kind] if each[code] == YES]
        return Finding(test(each.values()), {kind: leaf[kind], "attested": attested})

    def carried_out(self, code: str, demands: list[Doc]) -> int:
        """Whether a process was; of an intermediate's own nothing is attested."""
        facts = [fact for fact in self.scene.case.get("processes") or () if fact["code"] == code]
        for demand in (d for d in demands if d.get("process") in {None, code}):
            if any((fact.get("parameters") or {}).get(demand["name"]) is not None for fact in facts):
                raise NotCheckable(f"the parameter {demand['name']} of {code} against that of the rule")
        found = YES if facts else NO if self.scene.case.get("processes_complete") else MAYBE
        return min(found, MAYBE) if self.inner else found

    def from_material(self, leaf: Doc) -> Finding:
        """Made from a material of a description or an earlier stage, and from none of a later one (PEM note 3.2)."""
        wanted, exact, found, spoilt, spoiling = leaf["tags"], leaf.get("stage") == "exact", NO, NO, list[str]()
        before, after = stages(tuple(wanted))
        for line in self.ctc:
            of, late, early = (self.tagged(line, *tags) for tags in (wanted, after, before))
            inside, of = self.within(leaf.get("scope"), line), of if exact else max(of, early)
            found = max(found, min(inside, max(of, min(YES - line.nom, late))))
            spoils = min(inside, line.nom, YES - of, max(late, early) if exact else late)
            spoilt, spoiling = max(spoilt, spoils), [*spoiling, *([line.id] if spoils != NO else [])]
        more = {"later_stage_materials": spoiling} if spoiling else {}
        return Finding(min(found, YES - spoilt), {"tags": wanted, **more})

    def fact(self, leaf: Doc) -> Finding:
        """An attested fact of the vocabulary."""
        code, kind = leaf["code"], leaf["kind"]
        found = self.carried_out(code, []) if kind == "process" else has_tag(code, [self.code], self.item)
        found = some(self.tagged(line, code) for line in self.ctc) if kind == "material" else found
        return Finding(found, {"kind": kind, "code": code})

    def set_rule(self, leaf: Doc) -> Finding:
        """Limits of a set (origin.md A.10)."""
        found = self.share({**leaf, "scope": None}, nom)
        for limit in leaf.get("limits") or ():
            part = {**limit, "basis": leaf.get("basis"), "scope": {"codes": limit["chapters"]}}
            found.outcome = min(found.outcome, self.share(part, nom).outcome)
        if (least := leaf.get("least_originating")) is not None:
            sure, perhaps = (sum(line.nom <= bound for line in self.ctc) for bound in (NO, MAYBE))
            found.outcome = min(found.outcome, YES if sure >= least else NO if perhaps < least else MAYBE)
            found.measure["least_originating"] = str(least)
        return found


def _of_scope(bench: Bench, leaf: Doc) -> Finding:
    return bench.lines_that(lambda line: min(line.nom, bench.within(leaf.get("scope"), line)))


_CRITERIA: dict[str, Callable[[Bench, Doc], Finding]] = {
    **dict.fromkeys(("CC", "CTH", "CTSH", "AnyHeading"), Bench.change),
    "MaxNOM": lambda bench, leaf: bench.share(leaf, nom),
    "RVC": Bench.content,
    "MaxWeight": Bench.max_weight,
    "MinOM": Bench.min_share,
    "NOMleOM": Bench.nom_le_om,
    "WO": Bench.wholly_obtained,
    "Originating": _of_scope,
    "Prohibit": _of_scope,
    "OriginRetained": lambda bench, _: Finding((found := bench.lines_that(nom)).outcome, found.measure),
    "Process": Bench.process,
    "FromMaterial": Bench.from_material,
    "Fact": Bench.fact,
    "SetRule": Bench.set_rule,
    "Note": lambda _, leaf: Finding(MAYBE, {"id": leaf["id"]}),
}
