"""The criteria (origin.md A.2) on the materials of goods: the outcome of each, its share, and what may be forgiven."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from psra.proof_checker.law import FACTS, MAYBE, NO, YES, Doc, every, holds, refuse_if, settled, some, truth

Member = Callable[["Goods"], int]


@dataclass(eq=False)
class Goods:
    """The product or a material: its codes, where the list is printed and where it is read, and how it counts."""

    item: Doc
    id: str
    codes: list[tuple[str, str]]
    nom: int = YES
    because: str = ""
    gated: int = NO
    tests: dict[str, bool] = field(default_factory=dict)
    inside: list[Goods] | None = None

    @cached_property
    def read(self) -> list[str]:
        """Its codes in the edition in which the words of the list are read."""
        return sorted({code for _, code in self.codes})

    def has_tag(self, tag: str, codes: list[str]) -> int:
        """Whether it is of a description: its possible codes decide first, then the complete list of tags."""
        by_code = FACTS["settled_by_code"].get(tag, {"yes": [], "perhaps": ["01-99"]})
        sure = settled(codes, lambda code: holds(by_code["yes"], code))
        if sure == YES or (sure == NO and settled(codes, lambda code: holds(by_code["perhaps"], code)) == NO):
            return sure
        return truth(tag in self.item["tags"] if "tags" in self.item else None)


@dataclass
class Finding:
    """What a criterion came to: `failing` materials that a tolerance may forgive, and what is then left, the `rest`."""

    outcome: int
    shown: Doc = field(default_factory=dict)
    failing: dict[Goods, int] | None = None
    rest: int = YES


@dataclass
class Bench:
    """What a criterion looks at: the case, goods under one code, and their materials. One method a criterion."""

    case: Doc
    rules: Doc
    goods: Goods
    code: str
    lines: list[Goods]

    def find(self, leaf: Doc) -> Finding:
        """What the criterion of a leaf comes to, by the method of that name."""
        refuse_if(not leaf.keys() <= set(FACTS["criteria"].get(leaf["type"], ())), f"the criterion {leaf['type']}")
        found: Finding = getattr(self, f"_{leaf['type'].lower()}")(leaf)
        return replace(found, shown={"criterion": leaf["type"], **found.shown})

    def within(self, scope: Doc, line: Goods) -> int:
        """Whether a material is in a scope; all are where it names nothing."""
        size = FACTS["digits"][scope.get("same", "chapter")]
        codes = settled(line.read, lambda c: holds(scope["codes"], c)) if "codes" in scope else YES
        same = settled(line.read, lambda c: c[:size] == self.code[:size]) if "same" in scope else YES
        tagged = some(line.has_tag(tag, line.read) for tag in scope["tags"]) if "tags" in scope else YES
        return min(codes, same, tagged, YES - self.within(scope["not"], line) if "not" in scope else YES)

    def _sum(self, scope: Doc, member: Member, currency: str | None) -> tuple[Fraction, Fraction | None]:
        # The value in a currency, or without one the weight: the least, and the most if all is known.
        by_weight, counted = currency is None, list[tuple[int, Fraction]]()
        for line in (line for line in self.lines if line.tests["weight" if by_weight else "value"]):
            belongs, money = min(member(line), self.within(scope, line)), line.item.get("value", {})
            known = line.item.get("net_weight_kg") if by_weight else money.get("amount")
            counted.append((belongs, Fraction(known or 0 if by_weight or currency == money.get("currency") else 0)))
            refuse_if(by_weight and "tags" in scope and "contains" in line.item, "a substance inside a material")
        low = sum((worth for belongs, worth in counted if belongs == YES), Fraction(0))
        most = [worth for belongs, worth in counted if belongs != NO]
        return low, sum(most, Fraction(0)) if all(most) else None

    def share(self, leaf: Doc, member: Member, least: bool = False, rest: bool = False) -> Finding:
        """What belongs to a part, or the rest, against its share of the weight or of a price, by the best choice."""
        refuse_if(leaf.get("of", "product") != "product", "a share of materials")
        by_weight, found = leaf.get("measure") == "weight" or leaf.get("type") == "MaxWeight", list[Finding]()
        limit, strict = leaf["max_pct" if "max_pct" in leaf else "pct"], (leaf.get("exclusive") is True) != least
        most = 1 - Fraction(limit) / 100 if rest else Fraction(limit) / 100
        for basis in ["net_weight"] if by_weight else leaf.get("basis", "EXW").split("_OR_"):
            # An intermediate is not sold apart: its one value stands for every price but the net cost.
            key = "value" if self.goods.id and basis in {"EXW", "FOB", "TV"} else FACTS["wholes"][basis]
            known = self.goods.item.get(key, "" if by_weight else {"amount": "", "currency": ""})
            whole = Fraction((known if by_weight else known["amount"]) or 0)
            low, high = self._sum(leaf.get("scope", {}), member, None if by_weight else known["currency"])
            exact = low == high and (whole > 0 or (high == 0 and not by_weight))  # nothing is no share of any price
            whole = whole or Fraction(high == 0 or (least and most == 0 and not by_weight))  # whatever the price is
            below = whole and high is not None and (high < most * whole or (high == most * whole and not strict))
            above = whole and (low > most * whole or (low == most * whole and strict))
            outcome = YES if below else NO if above else MAYBE
            shown = {"basis": basis, "limit_pct": f"{Decimal(limit).normalize():f}"}
            shown["value_fraction"] = str(1 - low / whole if rest else low / whole) if exact else None
            found.append(Finding(YES - outcome if least else outcome, shown))
        return max(found, key=lambda one: one.outcome)

    def forgive(self, entry: Doc, failing: dict[Goods, int]) -> Finding:
        """Whether failing materials keep to an allowance of the rule, or to an entry of the general tolerance."""
        refuse_if({*FACTS["beyond"]} & {*entry} or not {"max_pct", "pct"} & {*entry}, "an allowance of another kind")
        found, excepted = self.share(entry, lambda line: failing.get(line, NO)), entry.get("except_materials")
        barred = some(min(fails, self.within(excepted, line)) for line, fails in failing.items() if excepted)
        return Finding(min(found.outcome, YES - barred), found.shown)

    def _maxnom(self, leaf: Doc) -> Finding:
        return self.share(leaf, lambda line: line.nom)

    def _maxweight(self, leaf: Doc) -> Finding:  # what counts is what a tolerance may rescue (origin.md A.5, 2)
        counts = self._failing(lambda line: line.nom, leaf.get("scope", {}), "weight").failing
        return replace(self._maxnom(leaf), failing=counts if self.rules.get("tolerance_rescues_weight") else None)

    def _rvc(self, leaf: Doc) -> Finding:  # regional value content (origin.md A.2.4)
        leaf = {**leaf, "basis": "NC" if leaf["method"] == "net_cost" else leaf["basis"]}
        if leaf["method"] == "build_up":
            return self.share(leaf, lambda line: YES - line.nom, least=True)
        return self.share(leaf, lambda line: line.nom, rest=True)

    def _failing(self, fails: Member, scope: Doc, test: str = "ctc") -> Finding:
        found = {line: min(fails(line), self.within(scope, line)) for line in self.lines if line.tests[test]}
        failing = {line: state for line, state in found.items() if state != NO}
        return Finding(YES - some(failing.values()), {}, failing)

    def _change(self, leaf: Doc) -> Finding:  # of classification, or materials of any heading (origin.md A.2.2)
        size, included, barring = FACTS["digits"][leaf["type"]], leaf.get("including"), leaf.get("except")

        def fails(line: Goods) -> int:
            shifts = settled(line.read, lambda code: code[:size] != self.code[:size])
            inside, barred = (self.within(scope, line) if scope else NO for scope in (included, barring))
            usable = max(shifts, inside) if size else YES - min(inside, line.has_tag("same_description", line.read))
            return min(line.nom, YES - min(usable, YES - barred, self.within(leaf.get("from_only", {}), line)))

        failing, freed = self._failing(fails, {}).failing or {}, dict[Goods, int]()
        for allowance in leaf.get("allowances", ()):
            scope, state = allowance.get("scope", {}), self.forgive(allowance, failing).outcome
            for line in (line for line in failing if self.within(scope, line) != NO):
                frees = max(state if self.within(scope, line) == YES else MAYBE, YES - failing[line])
                freed[line] = max(frees, freed.get(line, NO))
        left, rest = {line: sure for line, sure in failing.items() if line not in freed}, every(freed.values())
        return Finding(min(YES - some(left.values()), rest), {}, left, rest)

    def _wo(self, leaf: Doc) -> Finding:  # materials in a scope that have to be wholly obtained (origin.md A.1)
        refuse_if("scope" not in leaf and leaf.get("subject") != "materials", "goods that have to be wholly obtained")
        return self._failing(lambda n: max(n.nom, YES - truth(n.item.get("wholly_obtained"))), leaf.get("scope", {}))

    def _originating(self, leaf: Doc) -> Finding:
        return self._failing(lambda line: line.nom, leaf.get("scope", {}))

    def _process(self, leaf: Doc) -> Finding:  # attested (origin.md A.2.6); of an intermediate's own nothing is
        facts, codes = self.case.get("processes", ()), leaf["all_of"] if "all_of" in leaf else leaf["any_of"]
        refuse_if("parameters" in leaf and any(fact.get("parameters") for fact in facts), "a parameter of a process")
        attested, others = {fact["code"] for fact in facts}, NO if self.case.get("processes_complete") else MAYBE
        each = [min(YES if code in attested else others, MAYBE if self.goods.id else YES) for code in codes]
        return Finding(every(each) if "all_of" in leaf else some(each))

    _cc = _cth = _ctsh = _anyheading = _change
    _prohibit = _originating
