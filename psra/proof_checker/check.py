"""The decision in the order of origin.md A.0, worked out again and compared with what a proof says of it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, product
from typing import Any

from psra.proof_checker import law
from psra.proof_checker.criteria import Bench, Finding, Goods
from psra.proof_checker.law import FACTS, MAYBE, NO, YES, Agreement, Doc, Row, every, holds, refuse_if, some, truth

OUTCOME, VERDICT = ("not_met", "unknown", "met"), ("non_originating", "undetermined", "originating")
THIRD = {"diagonal", "extended"}  # the kinds of cumulation with third countries
Way = tuple[list[Goods], list[str]]  # the materials that count, and the intermediates looked into


def _ways(bill: list[Goods]) -> list[Way]:  # an intermediate stands whole, or what is in it counts in its place
    found: list[Way] = [([], [])]
    for line in bill:
        inner = _ways(line.inside) if line.inside is not None else []
        choices = [([line], list[str]()), *((lines, [line.id, *opened]) for lines, opened in inner)]
        refuse_if(len(found) * len(choices) > 1024, "a bill with more than 1024 ways to look at it")
        found = [(a + c, b + d) for (a, b), (c, d) in product(found, choices)]
    return sorted(found, key=lambda way: len(way[1]))


def _exclusively(ways: list[Way], *, enough: bool) -> int:  # of originating materials; whether enough was done
    return some(every(YES - max(n.nom, NO if enough else n.gated) for n in bill if n.tests["ctc"]) for bill, _ in ways)


def _spread(node: Doc) -> list[list[Doc]]:  # the combinations of criteria that meet a tree
    if "all" in node:
        return [list(chain(*chosen)) for chosen in product(*map(_spread, node["all"]))]
    return [chosen for inner in node["any"] for chosen in _spread(inner)] if "any" in node else [[node]]


class Judge:
    """A case under one agreement on a day, decided; ``claims`` are the ways that a proof names for its alternatives."""

    def __init__(self, case: Doc, agreement: Agreement, day: str, claims: list[list[str]]) -> None:
        self.case, self.agreement, self.day, self.claims = case, agreement, day, claims
        item, self.log = case["product"], list[Doc]()
        moneys = [money for money in law.nested(case) if "amount" in money]
        refuse_if(any(money["amount"] < "0" for money in moneys), "an amount below zero")
        refuse_if("exchange_rates" in case and len({m["currency"] for m in moneys}) > 1, "amounts that rates convert")
        self.frame: Doc = next((frame for frame, _ in agreement.frames if law.within(day, frame)), {})
        general: Doc = next((p.get("general", {}) for p in self.frame.get("ruleset", ()) if law.within(day, p)), {})
        self.rules: Doc = {k: v.get("value", v) if isinstance(v, dict) else v for k, v in general.items()}
        unread = any(word in str(rule) for part, rule in general.items() for word in FACTS["general"].get(part, [""]))
        refuse_if(unread or len(agreement.editions) > 1, "unread general rules, or a list in several HS editions")
        granted = general.get("cumulation", [])
        self.cumulation: Doc = granted if isinstance(granted, dict) else {"kinds": granted}
        given: int = case.get("hs_edition") or max((y for y in FACTS["hs_editions"] if y <= int(day[:4])), default=2002)
        self.editions: tuple[int, int, int] = (given, *next(iter(agreement.editions), (given, given)))
        attested = [row for row in agreement.rows if row.id == item.get("rule_row")]
        own = [pair for pair in self._codes(item) if all(row.low <= pair[0] <= row.high for row in attested)]
        self.goods = Goods(item, "", own)
        self.parties = [[party["code"], *party.get("members", ())] for party in self.frame.get("parties", ())]
        traders = [case.get("exporting_party"), case.get("importing_party")]
        sides = [next((n for n, codes in enumerate(self.parties) if code in codes), None) for code in traders]
        other = None if sides[1] is None or len(self.parties) > 2 else 1 - sides[1]
        self.exporter = other if traders[0] is None else sides[0]

    def _codes(self, item: Doc) -> list[tuple[str, str]]:  # where the list is printed, and in which it is read
        code, (given, printed, read) = item["hs_code"][:6], self.editions
        codes = law.correlate(code, given, read)
        if given == printed and len(codes) > 1 and code in codes:
            return [(code, code)]
        counterparts = {p: law.correlate(p, printed, read) for p in law.correlate(code, given, printed)}
        return [(p, c) for p, own in counterparts.items() for c in ([c for c in codes if c in own] or codes)]

    def _select(self, goods: Goods, printed: str, code: str) -> list[list[Row]]:  # in every possible world (A.3)
        rows = [row for row in self.agreement.rows if row.low <= printed <= row.high]
        rows = [row for row in rows if law.within(self.day, row.guard, row.document)]
        refuse_if(any(row.guard.keys() & {"direction", "countries", "quota"} for row in rows), "a row for some trade")
        if attested := [row for row in rows if row.id == goods.item.get("rule_row")]:
            return [attested]
        whole, residual, described = ({r.span for r in rows if r.kind == kind} for kind in FACTS["kinds"])
        refuse_if(whole & residual - described, "a row that leaves to another what words describe")
        tags = {row: [goods.has_tag(tag, [code]) for tag in row.rule.get("applies_to") or ()] for row in rows}
        applies = {row: YES if row.kind != "described" else every(tags[row] or [MAYBE]) for row in rows}
        sure, unsure = ([row for row in rows if applies[row] == state] for state in (YES, MAYBE))
        worlds = [sure, *([*sure, row] for row in unsure)]
        return [[row for row in world if not any(other.prevails(row) for other in world)] for world in worlds]

    def _party(self, country: str) -> tuple[int, int]:  # whether it is (of) the exporting party, and of any
        refuse_if(len(self.parties) < 2, "origin in a country, under an agreement that does not name its parties")
        own = MAYBE if self.exporter is None else truth(country in self.parties[self.exporter])
        return own, truth(any(country in codes for codes in self.parties))

    def _cumulated(self, country: str, *kinds: str) -> int:  # with what originates, or is made, there (A.7)
        found, granted = list[int](), [kind for kind in self.cumulation["kinds"] if kind in kinds]
        refuse_if(granted and self.cumulation.keys() - set(FACTS["cumulation"]), "a matrix of cumulation, or the like")
        for kind in granted:
            beyond = MAYBE if kind in THIRD else self._party(country)[1]
            limits = [limit for limit in self.cumulation.get("limits", ()) if limit["kind"] == kind]
            for limit in (limit for limit in limits if law.within(self.day, limit)):
                barred = limit.get("except_chapters", ())
                covered = [holds(limit.get("chapters", ["01-99"]), c) > holds(barred, c) for c in self.goods.read]
                refuse_if(any(covered) and limit.keys() - set(FACTS["limit"]), "cumulation for some trade only")
                listed = truth(country in limit["countries"]) if "countries" in limit else beyond
                found.append(min(law.agree(map(truth, covered)), listed, MAYBE if "ruleset" in limit else YES))
            found += [] if limits else [beyond]
        return some(found)

    def _stand(self, item: Doc) -> tuple[int, str, int]:  # if non-originating, why, and if only as enough is done
        origin = item.get("origin", {})
        status, country = origin.get("status", "unknown"), origin.get("country")
        if status == "non_originating" or (status == "unknown" and item.get("wholly_obtained") is not True):
            return YES, "origin_unknown" if status == "unknown" else "stated_non_originating", NO
        first, last = origin.get("evidence_from", ""), origin.get("evidence_to", "9999-99-99")
        if first and (months := self.cumulation.get("evidence", {}).get("validity_months")):
            year, month = divmod(int(first[:4]) * 12 + int(first[5:7]) - 1 + months, 12)
            last = min(last, f"{year:04}-{month + 1:02}-{first[8:]}")
        if not first <= self.day <= last:
            return YES, "evidence_out_of_date", NO
        own, inside = self._party(country) if country else (YES, YES)
        if own == YES:
            return NO, "stated_originating", NO
        gated = NO if self.cumulation.get("beyond_insufficient") is False else YES
        granted = self._cumulated(country, *(("bilateral", "full") if inside else THIRD))
        if not inside:
            return (NO, "cumulated_third_country", gated) if granted == YES else (YES - granted, "third_country", NO)
        if own == MAYBE:
            return (NO, "own_or_cumulated", min(gated, MAYBE)) if granted == YES else (MAYBE, "party_unknown", NO)
        refuse_if(granted != YES and THIRD & set(self.cumulation["kinds"]), "cumulation with a party as with a third")
        return YES - granted, FACTS["cumulated"][granted], gated if granted else NO

    def _resolve(self, materials: list[Doc], at: str) -> Iterator[Goods]:  # where each line of a bill stands
        for n, item in enumerate(materials):
            role = item.get("role", "material")
            part, key = FACTS["reliefs"].get(role, ("", ""))
            tests = {test: self.rules.get(part, {}).get(f"{key}_{test}") != "ignored" for test in ("ctc", "value")}
            tests["weight"] = tests["ctc"] and role != "retail_packaging"
            if role not in {"neutral", "shipping_packing"}:
                line = Goods(item, item.get("id", f"{at}/{n}"), self._codes(item), *self._stand(item), tests)
                if item.get("materials") and line.nom:
                    self._look_into(line, f"{at}/{n}/materials")
                yield line

    def _look_into(self, line: Goods, at: str) -> None:  # absorption, and what is in an intermediate (A.6)
        country = line.item.get("origin", {}).get("country")
        unknown = line.item.get("origin", {}).get("status", "unknown") == "unknown"
        own, inside = self._party(country) if country else (YES, YES)
        full, either = (own != YES and self._cumulated(country, *k) for k in (("full",), ("bilateral", "full")))
        open_, partner = MAYBE in (own, full, either) or (full and line.nom != YES), unknown and inside == either == YES
        refuse_if(open_ or line.item.keys() & {"processes", "processes_complete"}, "what an intermediate may count for")
        bill = list(self._resolve(line.item["materials"], at)) if own == YES or full or partner else []
        if not any(part.tests["ctc"] for part in bill):
            return
        if partner or (own == YES and unknown and self.rules.get("absorption")):
            found, _, attempts = self._listed(line, ways := _ways(bill))
            qualifies = max(found, _exclusively(ways, enough=True))
            self.log.append({"id": line.id, "result": VERDICT[qualifies], "alternatives": attempts})
            line.because = FACTS["absorbed"][qualifies]
            line.nom, line.gated = YES - qualifies, YES if qualifies else NO
        line.inside = bill if own == YES or full else None

    def _listed(self, goods: Goods, ways: list[Way]) -> tuple[int, list[Row], list[Doc]]:  # over all possible codes
        truths, rows, attempts = list[int](), list[Row](), dict[str, Doc]()
        for printed, code in goods.codes:
            worlds = self._select(goods, printed, code)
            applying = [row for row in self.agreement.rows if row in chain(*worlds)]
            rows += [row for row in applying if row not in rows]
            own = {row: list(self._alternatives(row, goods, code, ways)) for row in applying}
            met = [some(a["outcome"] for row in world for a in own[row]) if world else MAYBE for world in worlds]
            truths.append(law.agree(met))
            for attempt in chain(*own.values()):
                known = attempts.setdefault(attempt["id"], attempt)
                if known["outcome"] != attempt["outcome"]:
                    known |= {"outcome": MAYBE, "tolerance_used": False}
        return law.agree(truths), rows, list(attempts.values())

    def _alternatives(self, row: Row, goods: Goods, code: str, ways: list[Way]) -> Iterator[Doc]:  # by the best way
        refuse_if(self.agreement.binding & set(row.rule.get("notes") or ()), f"a note that {row.id} cites")
        if row.rule["state"] == "quarantined" or row.tree is None:
            yield {"id": f"{row.id}#1", "outcome": MAYBE, "tolerance_used": False, "measures": []}
            return
        for number, alternative in enumerate(row.tree.get("any", [row.tree]), 1):
            tried, name = list[tuple[tuple[int, bool, bool], Doc]](), f"{row.id}#{number}"
            for lines, opened in ways:
                bench = Bench(self.case, self.rules, goods, code, lines)
                findings = {id(leaf): bench.find(leaf) for leaf in law.nested(alternative) if "type" in leaf}
                for chosen in _spread(alternative):
                    outcome, used, tolerance = self._combine([findings[id(leaf)] for leaf in chosen], bench)
                    measures = [{**f.shown, "outcome": f.outcome} for f in (*findings.values(), *tolerance)]
                    found = {"id": name, "outcome": outcome, "tolerance_used": used, "measures": measures}
                    rank = (outcome, not used, [name, *opened] in self.claims)
                    tried.append((rank, {**found, "intermediates_opened": opened}))
            yield max(tried, key=lambda each: each[0])[1]

    def _combine(self, findings: list[Finding], bench: Bench) -> tuple[int, bool, list[Finding]]:  # tolerance: A.5
        plain, lacking = every(f.outcome for f in findings), [f for f in findings if f.outcome != YES]
        kinds, failing = {(f.shown["criterion"], f.outcome) for f in lacking}, dict[Goods, int]()
        for line, fails in chain(*((f.failing or {}).items() for f in lacking)):
            failing[line] = max(fails, failing.get(line, NO))
        notes = [self.rules.get("textiles", {}).get(note, {}).get("chapters") for note in ("mixed", "made_up")]
        open_ = failing or (any(kind == "Process" for kind, _ in kinds) and any(line.nom for line in bench.lines))
        refuse_if(open_ and any(holds(own, bench.code) for own in notes), "a tolerance of the notes on textiles")
        entries = [e for e in self.rules.get("tolerance", ()) if failing and holds(e["chapters"], bench.code)]
        rescues = self.rules.get("tolerance_rescues_weight")
        refuse_if(rescues and ("MaxWeight", MAYBE) in kinds, "an open limit of weight that a tolerance may rescue")
        barred = "weight" if rescues and ("MaxWeight", NO) in kinds else ""
        entries = [e for e in entries if e["measure"] != barred and not holds(e.get("except_codes"), bench.code)]
        tried = [bench.forgive(entry, failing) for entry in entries]
        if not tried:
            return plain, False, []
        best = max(tried, key=lambda found: found.outcome)
        best.shown |= {"criterion": "Tolerance", "forgiven_materials": sorted(line.id for line in failing)}
        outcome = every([best.outcome, *(f.rest if f.failing else f.outcome for f in lacking)])
        return max(plain, outcome), outcome == YES, [best]

    def decide(self) -> Doc:
        """What a proof has to say of the verdict, by its steps and its alternatives."""
        item, bill = self.goods.item, list(self._resolve(self.case["materials"], "/materials"))
        refuse_if(item.get("is_set") and "sets" in self.rules, "a set, under the article on sets")
        refuse_if("operations_list" in self.case and "insufficient_operations" in self.rules, "a list of operations")
        gate = {"beyond_insufficient": YES, "insufficient_only": NO, None: MAYBE}[self.case.get("operations")]
        found, rows, attempts = self._listed(self.goods, ways := _ways(bill))
        plain, gated = (_exclusively(ways, enough=enough) for enough in (False, True))
        refuse_if("allocation" in self.cumulation and YES not in {gate, plain} and gated != NO, "an origin by value")
        verdict, way = max(plain, min(max(gated, found), gate)), "none"
        if item.get("wholly_obtained") is True:
            verdict, way = YES, "wholly_obtained"
        elif not any(line.tests["ctc"] for line in bill):
            verdict, way, plain, gated = MAYBE, "no_materials", MAYBE, MAYBE
        elif YES in (plain, gated):
            way = "exclusively_originating" + ("" if plain == YES else "_by_cumulation_or_absorption")
        elif found == YES:
            way = "product_specific_rule"
        materials = [{"id": n.id, "codes": n.read, "counts_as": n.nom, "because": n.because} for n in bill]
        steps = [
            ("agreement", "in_force" if self.frame else "validity_unknown", {"as_of": self.day}),
            ("classification", self.goods.read, dict(zip(FACTS["editions"], self.editions, strict=True))),
            ("wholly_obtained", item.get("wholly_obtained"), {}),
            ("intermediates", self.log, {}),
            ("materials", materials, {}),
            ("exclusively_originating", OUTCOME[gated], {"without_cumulation_or_absorption": OUTCOME[plain]}),
            ("selection", [row.id for row in rows], {"rule_row": item.get("rule_row")}),
            ("product_specific_rules", OUTCOME[found], {}),
            ("tolerance", [a["id"] for a in attempts if a["tolerance_used"]], {}),
            ("insufficient_operations", OUTCOME[gate], {}),
            ("verdict", VERDICT[verdict], {"way": way}),
        ]
        proof: Doc = {"rules_sha256": {row.id: law.digest(row.rule) for row in rows}}
        told = (step for step in steps if step[1] or step[0] not in {"intermediates", "tolerance"})
        proof["steps"] = [{"step": step, "result": result, "inputs": inputs} for step, result, inputs in told]
        cited = [{"id": row, "sha256": sha256} for row, sha256 in proof["rules_sha256"].items()]
        return {"rules": cited, "verdict": VERDICT[verdict], "alternatives": attempts, "proof": proof}


class Refused(Exception):
    """The proof does not hold: a code, the place in the answer, and what is wrong there."""

    def __init__(self, code: str, pointer: str, message: str) -> None:
        super().__init__(f"{code} at {pointer or '/'}: {message}")
        self.code, self.pointer = code, pointer


def check(answer: Doc, case: Doc, agreements: dict[str, Agreement]) -> list[Doc]:
    """Verify an answer, or raise ``Refused`` or ``NotCheckable``; of agreements that no case names, each alone."""
    try:
        day, results = answer["as_of"], answer["results"]
        said: Doc = {"case_id": case.get("case_id"), "case_sha256": law.digest(case), "as_of": case.get("as_of", day)}
        _compare(said, answer, "", "CASE")
        named = [result["agreement"] for result in results]
        _compare(case.get("agreements") or named, named, "/results", "AGREEMENT")
        return [_check(own, f"/results/{n}", answer, case, agreements.get(named[n])) for n, own in enumerate(results)]
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise Refused("ANSWER", "", f"it is not laid out as an answer is: {error!r}") from None


def _check(result: Doc, at: str, answer: Doc, case: Doc, own: Agreement | None) -> Doc:
    frames = [sha256 for frame, sha256 in own.frames if law.within(answer["as_of"], frame)] if own else []
    code = "ENG321" if own is None else "ENG322" if own.frames and not frames else None
    _compare(code, result.get("error", {}).get("code"), f"{at}/error/code", "AGREEMENT")
    if own is None or code:
        return {"agreement": result["agreement"], "error": code}
    claims = [[a["id"], *a["intermediates_opened"]] for a in law.nested(result) if "intermediates_opened" in a]
    expected, facts = Judge(law.stated(case), own, answer["as_of"], claims).decide(), FACTS["facts"]
    expected["proof"] |= {"engine": answer["engine"], "general_rules_sha256": frames[0] if frames else None}
    expected["proof"] |= {"case_sha256": law.digest(case), "facts": {key: case[key] for key in facts if key in case}}
    proof = {key: value for key, value in result["proof"].items() if key != "sha256"}
    # Conditions on claiming and unused rates do not bear on the verdict: as all that explains, the digest holds them.
    steps = [step for step in proof["steps"] if step["step"] not in {"conditions", "exchange_rates"}]
    _compare(expected, {**result, "proof": {**proof, "steps": steps}}, at, "RESULT")
    _compare(sorted(expected["proof"]["facts"]), sorted(proof["facts"]), f"{at}/proof/facts", "FACT")
    _compare(law.digest({**result, "proof": proof}), result["proof"]["sha256"], f"{at}/proof/sha256", "DIGEST")
    checked = {"steps": [step["step"] for step in steps], "alternatives": len(expected["alternatives"])}
    return {"agreement": own.id, "verdict": result["verdict"], **checked}


def _compare(expected: Any, found: Any, at: str, code: str) -> None:  # found may have members beside the expected
    if isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        expected, found = ({str(n): item for n, item in enumerate(side)} for side in (expected, found))
    if isinstance(expected, dict) and isinstance(found, dict):
        for key in (key for key in expected if key in found or expected[key] not in ([], {}, None)):
            wanted = FACTS["words"][key][expected[key]] if key in FACTS["words"] else expected[key]
            place = f"{at}/{key.replace('~', '~0').replace('/', '~1')}"
            _compare(wanted, found.get(key), place, FACTS["reasons"].get(key, code))
    elif type(expected) is not type(found) or expected != found:
        raise Refused(code, at, f"{found!r:.300} stands here; the case and the rules give {expected!r:.300}")
