"""The decision in the order of origin.md A.0, worked out again, with all that a proof of it has to say."""

# isort: skip_file
from __future__ import annotations

from fractions import Fraction
from itertools import chain, product
from typing import Any

from psra.proof_checker.criteria import Bench, Finding, nom
from psra.proof_checker.law import MAYBE, NO, OUTCOME, VERDICT, YES, Doc, NotCheckable, Row, agree, digest, every
from psra.proof_checker.law import holds, nested, some, source, truth
from psra.proof_checker.scene import Line, Scene

_ABSORBED = ("intermediate_not_originating", "intermediate_undetermined", "absorbed")
_CARRIED = {"direct": "transport_direct", "non_alteration": "transport_non_alteration"}
_FACTS = (
    "product",
    "exchange_rates",
    "processes",
    "processes_complete",
    "operations",
    "operations_list",
    "consignment",
)
_EDITIONS = ("case_edition", "printed_edition", "rules_edition")
_RELIEFS = {"retail_packaging": ("packaging", "retail_in"), "accessory": ("accessories", "in")}
_SEVERAL = ("combination", "one_or_more")
_UNDER = {
    "wholly_obtained": ["wholly_obtained"],
    "intermediates": ["absorption", "tracing", "sets"],
    "materials": ["cumulation", "packaging", "accessories", "neutral_elements", "accounting_segregation"],
    "tolerance": ["tolerance", "textiles"],
    "insufficient_operations": ["insufficient_operations"],
    "conditions": ["transport", "drawback", "territoriality"],
}
Way = tuple[list[Line], list[str]]  # its lines, and the intermediates looked into


def _rank(attempt: Doc) -> tuple[int, bool]:
    """Met without tolerance, met with it, unknown, not met."""
    return OUTCOME.index(attempt["outcome"]), not attempt["tolerance_used"]


def _crutches(attempt: Doc) -> tuple[int, bool, bool, bool]:
    """What an alternative needs: the least first."""
    return -_rank(attempt)[0], "quota" in attempt, attempt["tolerance_used"], "intermediates_opened" in attempt


def _exclusively(way: list[Line]) -> tuple[int, int]:
    """Whether goods are made of originating materials only: whatever was done to them, and if enough was."""
    lines = [line for line in way if line.ctc]
    return every(YES - max(line.nom, line.gated) for line in lines), every(YES - line.nom for line in lines)


def _ways(bill: list[Line]) -> list[Way]:
    """Every way to look at a bill: an intermediate stands whole, or what is in it counts in its place."""
    found: list[Way] = [([], [])]
    for line in bill:
        choices: list[Way] = [([line], [])]
        for lines, opened in _ways(line.inside) if line.inside is not None else ():
            choices.append((lines, [line.id, *opened]))
        if len(found) * len(choices) > 1024:
            raise NotCheckable("a bill with more than 1024 ways to look at it")
        found = [(a + c, b + d) for (a, b), (c, d) in product(found, choices)]
    return sorted(found, key=lambda way: len(way[1]))


class Judge(Scene):
    """A case under one agreement, decided; ``claims`` are the ways that a proof names for its alternatives."""

    claims: dict[tuple[str | None, str], list[str]]
    lacking: list[str]
    full: set[str]

    def resolve(self, materials: list[Doc], at: str, log: list[Doc], component: bool = False) -> list[Line]:
        """Where each line of a bill stands; intermediates are decided bottom-up, by their own rule (origin.md A.6)."""
        found = []
        for n, item in enumerate(materials):
            role, pointer, origin = item.get("role") or "material", f"{at}/{n}", item.get("origin") or {}
            if role in {"neutral", "shipping_packing"}:
                continue
            relief, key = _RELIEFS.get(role, ("", ""))
            ctc, value = ((self.rules.get(relief) or {}).get(f"{key}_{test}") != "ignored" for test in ("ctc", "value"))
            weight = ctc and role != "retail_packaging"
            printed, codes = zip(*self.candidates(item), strict=True) if self.candidates(item) else ((), ())
            laws = tuple(sorted(set(codes)))
            line = Line(item, item.get("id") or pointer, laws, printed, *self.stand(item), ctc, value, weight)
            found.append(line)
            if item.get("materials") and line.nom == YES:
                self.look_into(line, pointer, log, origin, component)
        return found

    def look_into(self, line: Line, at: str, log: list[Doc], origin: Doc, component: bool) -> None:
        """Whether an intermediate originates by its own rule, and whether what is in it may count in its place."""
        country, unknown = origin.get("country"), origin.get("status") in {None, "unknown"}
        own, inside = self.party(country) if country else (YES, NO)
        full = country is not None and own != YES and self.cumulated(country, "full") == YES
        partner = own != YES and inside == YES and self.cumulated(country, "bilateral", "full") == YES and unknown
        if not (own == YES or full or partner):
            return
        bill = self.resolve(line.item["materials"], f"{at}/materials", log)
        if not any(part.ctc for part in bill):
            return
        if full:
            self.full.add(line.id)
            asked = self.granted().get("evidence") is not None
            self.lacking += (
                [line.id] if asked and origin.get("evidence") is None and line.id not in self.lacking else []
            )
        if line.item.get("processes") or line.item.get("processes_complete"):
            raise NotCheckable("processes of an intermediate")
        if unknown and (partner or (own == YES and (self.has("absorption") or component))):
            ways = _ways(bill)
            found, _, attempts = self.listed(line.item, self.candidates(line.item), ways, None, inner=line.id)
            qualifies = max(found, some(_exclusively(way[0])[1] for way in ways))
            log.append({"id": line.id, "result": VERDICT[qualifies], "alternatives": attempts})
            line.nom, line.because, line.gated = YES - qualifies, _ABSORBED[qualifies], YES if qualifies else NO
        line.inside = bill if (own == YES or full) and not component else None

    def has(self, relief: str) -> bool:
        """Whether the agreement grants a relief that is a switch."""
        granted = self.rules.get(relief)
        return granted is True or (isinstance(granted, dict) and granted.get("value") is True)

    def listed(
        self, item: Doc, codes: list[tuple[str, str]], ways: list[Way], attested: str | None, inner: str | None = None
    ) -> tuple[int, list[Row], list[Doc]]:
        """What the list says of goods, over all their codes, all worlds and all ways to look at their bill."""
        truths, rows, attempts = [], list[Row](), dict[str, Doc]()
        for goods in codes:
            worlds, printed = self.worlds(goods, item, attested), self.agreement.printed(goods[0], self.editions)
            chosen = [row for row in printed if any(row in world for world in worlds)]
            own = {row: self.alternatives(row, item, goods[1], ways, inner) for row in chosen}
            rows += [row for row in chosen if row not in rows]
            met = [[OUTCOME.index(a["outcome"]) for row in world for a in own[row]] for world in worlds]
            truths.append(agree(some(each) if world else MAYBE for each, world in zip(met, worlds, strict=True)))
            for attempt in chain(*own.values()):
                known = attempts.setdefault(attempt["id"], attempt)
                if known["outcome"] != attempt["outcome"]:
                    known |= {"outcome": OUTCOME[MAYBE], "tolerance_used": False}
        return agree(truths), rows, list(attempts.values())

    def alternatives(self, row: Row, item: Doc, code: str, ways: list[Way], inner: str | None) -> list[Doc]:
        """All alternatives of a row."""
        quota, tree = {"quota": row.quota} if row.quota else {}, row.rule.get("criterion")
        if row.rule["state"] == "quarantined" or tree is None:
            return [{"id": f"{row.id}#1", "outcome": OUTCOME[MAYBE], "tolerance_used": False, "measures": [], **quota}]
        cited = [*(row.rule.get("notes") or ()), *(node["id"] for node in nested(tree) if node.get("type") == "Note")]
        notes = [d.get("notes") or {} for d in (row.document, *self.agreement.frames)]
        if any(name in known and known[name]["effect"] != "explains" for name in cited for known in notes):
            raise NotCheckable(f"a note that {row.id} cites")
        trees = tree["any"] if tree.get("any") is not None else [tree]
        named = [(f"{row.id}#{n}", own) for n, own in enumerate(trees, 1)]
        return [{**self.alternative(name, own, item, code, ways, row, inner), **quota} for name, own in named]

    def alternative(
        self, name: str, tree: Doc, item: Doc, code: str, ways: list[Way], row: Row | None, inner: str | None = None
    ) -> Doc:
        """One alternative, by the best of the ways to look at the bill."""
        tried = [(self.attempt(tree, Bench(self, item, code, way[0], row, inner)), way) for way in ways]
        best = max(_rank(found) for found, _ in tried)
        # Of equally good ways the proof may rest on any: the one that it names, else the first.
        good = [(found, way) for found, way in tried if _rank(found) == best]
        claimed = self.claims.get((inner, name))
        found, way = next((pair for pair in good if pair[1][1] == claimed), good[0])
        opened = {"intermediates_opened": way[1]} if way[1] else {}
        return {"id": name, **found, **opened}

    def attempt(self, tree: Doc, bench: Bench) -> Doc:
        """An alternative on one bill: each combination of criteria that meets its tree, as it is or with tolerance."""
        leaves: list[tuple[str, Doc]] = []
        combinations = _spread(tree, "", leaves)
        findings = [bench.find(leaf) for _, leaf in leaves]
        tried = [self.combine([findings[n] for n in chosen], bench) for chosen in combinations]
        outcome, plain, tolerance = max(tried, key=lambda found: found[:2])
        nodes = [{"node": path} if path else {} for path, _ in leaves]
        measures = [{**found.measure, **node} for found, node in zip(findings, nodes, strict=True)]
        measures += [tolerance] if tolerance else []
        return {"outcome": OUTCOME[outcome], "tolerance_used": not plain, "measures": measures}

    def combine(self, findings: list[Finding], bench: Bench) -> tuple[int, bool, Doc | None]:
        """An outcome, whether it takes no tolerance, and the measure of the tolerance (origin.md A.5)."""
        plain, rest, failing, by_weight = every(f.outcome for f in findings), YES, dict[Line, int](), False
        if plain == YES or self.general is None or bench.row is None:
            return plain, True, None
        rescues = self.rules.get("tolerance_rescues_weight") is True
        for found in findings:
            usable = found.outcome != YES and found.failing is not None and (rescues or not found.weight_limit)
            rest = min(rest, found.rest if usable else found.outcome)
            by_weight |= usable and found.weight_limit
            for line, fails in (found.failing or {}).items() if usable else ():
                failing[line] = max(fails, failing.get(line, NO))
        entries = [e for e in self.rules.get("tolerance") or () if failing and holds(e["chapters"], bench.code)]
        entries = [e for e in entries if not holds(e.get("except_codes"), bench.code)]
        tried = [self.forgive(e, failing, bench) for e in entries if not (by_weight and e["measure"] == "weight")]
        for note in ("mixed", "made_up"):
            if failing and holds(((self.rules.get("textiles") or {}).get(note) or {}).get("chapters"), bench.code):
                raise NotCheckable("a tolerance of the notes on textiles")
        if not tried:
            return plain, True, None
        best = max(tried, key=lambda found: found.outcome)
        limits = [n for n in nested(bench.row.rule["criterion"]) if n.get("type") in {"MaxNOM", "MaxWeight"}]
        strict = self.rules.get("maxnom_block_scope") == "any_alternative"
        outcome = min(rest, best.outcome, every(bench.find(leaf).outcome for leaf in limits if strict))
        return max(plain, outcome), outcome != YES, {**best.measure, "outcome": OUTCOME[best.outcome]}

    def forgive(self, entry: Doc, failing: dict[Line, int], bench: Bench) -> Finding:
        """Whether an entry of the tolerance forgives the failing materials."""
        all_nom = self.rules.get("tolerance_scope") == "all_nom"
        found = bench.share(entry, nom if all_nom else lambda line: failing.get(line, NO))
        excepted, cited = entry.get("except_materials"), entry.get("source") or {}
        barred = some(min(fails, bench.within(excepted, line)) for line, fails in failing.items() if excepted)
        more: Doc = {"excepted_materials": OUTCOME[barred]} if excepted else {}
        more |= {"counts_in_value_content": True} if entry.get("counts_in_value_content") is True else {}
        more |= {"article": cited.get("locator") or cited.get("article")}
        forgiven = {"forgiven_materials": sorted(line.id for line in failing), **more}
        measure = {"criterion": "Tolerance", "measure": entry["measure"], **found.measure, **forgiven}
        return Finding(min(found.outcome, YES - barred), measure)

    def set(
        self, bill: list[Line], found: int, rows: list[Row], attempts: list[Doc]
    ) -> tuple[int, list[Row], list[Doc]]:
        """A set: the agreement's own article, for the rules of interpretation it names, and rules for sets (A.10)."""
        article, gir = self.rules["sets"], self.case["product"].get("gir")
        by = article.get("gir") or []
        if gir is not None and by and gir not in by:
            return found, rows, attempts
        for_sets = [r for r in rows if any(node.get("type") == "SetRule" for node in nested(r.rule.get("criterion")))]
        tried = [a for a in attempts if a["id"].rpartition("#")[0] in {row.id for row in for_sets}]
        tried = [self.article(article, bill), *tried]
        either = some(OUTCOME.index(a["outcome"]) for a in tried)
        if gir is None and by and "gir_3b" not in by and either != found:
            known = {a["id"] for a in tried}
            return MAYBE, rows, [*tried, *(a for a in attempts if a["id"] not in known)]
        return either, for_sets, tried

    def article(self, article: Doc, bill: list[Line]) -> Doc:
        """The article on sets: on its components; all packaging originating may stand for one that originates."""
        wraps = [line for line in bill if line.item.get("role") == "retail_packaging"]
        ways = _ways([line for line in bill if line not in wraps])
        packed = every(YES - line.nom for line in wraps) if wraps and article.get("or_packaging") is True else NO
        name, leaf = f"{self.agreement.id}:sets#1", {**article, "type": "SetRule", "max_pct": article["pct"]}
        strict = self.alternative(name, leaf, self.case["product"], self.own[0][1], ways, None)
        if packed == NO or strict["outcome"] == OUTCOME[YES]:
            return strict
        leaf = {key: value for key, value in leaf.items() if key != "least_originating"}
        eased = self.alternative(name, leaf, self.case["product"], self.own[0][1], ways, None)
        sure = packed == YES or eased["outcome"] != OUTCOME[YES]
        return eased if sure else {**eased, "outcome": OUTCOME[MAYBE]}

    def gate(self) -> int:
        """Whether more than insufficient operations were carried out (A.8): stated, or by the agreement's own list."""
        stated = {"beyond_insufficient": YES, "insufficient_only": NO, None: MAYBE}[self.case.get("operations")]
        done, rule = self.case.get("operations_list"), self.rules.get("insufficient_operations")
        if not done or rule is None:
            return stated
        limits = [(entry["operations"], entry["chapters"]) for entry in rule.get("limited") or ()]
        judged = [
            YES
            if code in rule["operations"]
            else agree(truth(any(code in names and holds(own, goods) for names, own in limits)) for goods in self.codes)
            for code in done
        ]
        found = YES if NO in judged else NO
        if NO not in judged and (MAYBE in judged or (len(set(done)) > 1 and True not in map(rule.get, _SEVERAL))):
            return stated
        return found if stated in {MAYBE, found} else MAYBE

    def decide(self) -> Doc:
        """The result under the agreement, as far as a proof speaks of it."""
        case, item, log = self.case, self.case["product"], list[Doc]()
        self.lacking, self.full = [], set()
        is_set = item.get("is_set") is True and "sets" in self.rules
        bill = self.resolve(case["materials"], "/materials", log, is_set)
        ways = _ways(bill)
        found, rows, attempts = self.listed(item, self.own, ways, item.get("rule_row"))
        found, rows, attempts = self.set(bill, found, rows, attempts) if is_set else (found, rows, attempts)
        plain, gated = (some(_exclusively(way[0])[n] for way in ways) for n in (0, 1))
        gate = self.gate()
        if self.granted().get("allocation") and gate != YES != plain and gated != NO:
            raise NotCheckable("an origin by the highest value")
        verdict, way = max(plain, min(max(gated, found), gate)), "none"
        if item.get("wholly_obtained") is True:
            verdict, way = YES, "wholly_obtained"
        elif not any(line.ctc for line in bill):
            verdict, way, plain, gated = MAYBE, "no_materials", MAYBE, MAYBE
        elif YES in (plain, gated):
            way = "exclusively_originating" + ("" if plain == YES else "_by_cumulation_or_absorption")
        elif found == YES:
            way = "product_specific_rule"
        order = sorted(attempts, key=_crutches)
        preferred = order[0] if order and order[0]["outcome"] == "met" else {"id": None}
        blocks = self.conditions(bill, preferred) if verdict != NO else []
        blocks += ["suppliers_declaration_missing" for _ in self.lacking] if verdict != NO else []
        blocks += ["quota"] if verdict != NO and "quota" in preferred and way == "product_specific_rule" else []
        sides = [party and party["code"] for party in (self.exporter, self.importer)]
        trade = {"as_of": self.day, "exporting_party": sides[0], "importing_party": sides[1]}
        editions = dict(zip(_EDITIONS, (self.case_edition, *self.editions), strict=True))
        steps = [
            self.step(
                "agreement",
                "validity_unknown" if self.frame is None else "in_force",
                {"agreement": self.agreement.id, **trade},
            ),
            self.step("classification", list(self.codes), editions),
            self.step("exchange_rates", [_rate(rate) for rate in self.rates]),
            self.step("wholly_obtained", item.get("wholly_obtained")),
            self.step("intermediates", log),
            self.step("materials", [_material(line) for line in bill]),
            self.step("exclusively_originating", OUTCOME[gated], {"without_cumulation_or_absorption": OUTCOME[plain]}),
            self.step("selection", [row.id for row in rows], {"rule_row": item.get("rule_row")}),
            self.step("product_specific_rules", OUTCOME[found]),
            self.step("tolerance", [a["id"] for a in attempts if a["tolerance_used"]]),
            self.step("insufficient_operations", OUTCOME[gate]),
            self.step("conditions", blocks),
            self.step("verdict", VERDICT[verdict], {"way": way}),
        ]
        kept = {
            "exchange_rates": self.rates,
            "intermediates": log,
            "conditions": blocks,
            "tolerance": any(a["tolerance_used"] for a in attempts),
        }
        proof = {
            "case_sha256": digest(self.received),
            "general_rules_sha256": self.frame and self.agreement.digests[self.agreement.frames.index(self.frame)],
            "rules_sha256": {row.id: row.sha256 for row in rows},
            "preferred": preferred["id"],
            "facts": {key: self.received[key] for key in _FACTS if key in self.received},
            "steps": [step for step in steps if kept.get(step["step"], True)],
        }
        cited, ranking = [_cited(row) for row in rows], [a["id"] for a in order]
        result = {"agreement": self.agreement.id, "rules": cited, "verdict": VERDICT[verdict], "alternatives": attempts}
        return {**result, "ranking": ranking, "proof": proof}

    def conditions(self, bill: list[Line], preferred: Doc) -> list[str]:
        """Conditions on claiming, as far as the case does not settle them (origin.md A.14 to A.16)."""
        item, rule = self.case["product"], self.rules.get("drawback") or {}
        because = {line.because for line in bill}
        used = {"bilateral"} if because & {"cumulated", "own_or_cumulated"} else set()
        used |= {"diagonal"} if "cumulated_third_country" in because else set()
        used |= {"full"} if self.full & set(preferred.get("intermediates_opened") or ()) else set()
        chapters = {"banned": ["01-99"], "banned_chapters": rule.get("chapters")}.get(rule.get("rule", ""))
        banned = any(holds(chapters, code) for code in self.codes) and not used & set(rule.get("except_kinds") or ())
        claimed = item.get("drawback_claimed")
        found = ["drawback_claimed" if claimed else "drawback_banned"] if banned and claimed is not False else []
        found += ["drawback_capped"] if rule.get("rule") == "capped" and claimed else []
        territory = self.rules.get("territoriality") or {}
        return [*found, *self.way_of_the_goods(), *self.outside(item, territory), *_returned(item, territory)]

    def way_of_the_goods(self) -> list[str]:
        """What is left to show of the way of the goods."""
        rule, way = (self.rules.get("transport") or {}).get("rule"), self.case.get("consignment") or {}
        supervised, altered, route = way.get("customs_supervision"), way.get("altered"), way.get("transport")
        if rule is None:
            return []
        if altered:
            return ["altered_on_the_way"]
        if route == "through" and supervised is False:
            return ["not_under_customs_supervision"]
        kept = supervised and (rule == "customs_control" or (rule == "non_alteration" and altered is False))
        if route == "direct" or (route == "through" and kept):
            return []
        return [_CARRIED.get(rule, "transport_customs_control")]

    def outside(self, item: Doc, territory: Doc) -> list[str]:
        """Work done outside the party."""
        money, price = item.get("outward_processing_value"), item.get("ex_works_price")
        if money is None or Fraction(money["amount"]) == 0:
            return []
        limit = territory.get("outward_processing_pct")
        if limit is None or any(holds(territory.get("except_chapters"), code) for code in self.codes):
            return ["outward_processing"]
        if price is None or price["currency"] != money["currency"]:
            return ["outward_processing_undetermined"]
        over = Fraction(money["amount"]) > Fraction(limit) / 100 * Fraction(price["amount"])
        return ["outward_processing_exceeded"] if over else []

    def step(self, name: str, result: Any, inputs: Doc | None = None) -> Doc:
        """A step, under the places where its parts of the general rules stand."""
        parts = (
            ["sets"]
            if name == "product_specific_rules" and self.case["product"].get("is_set")
            else _UNDER.get(name, [])
        )
        found = [self.rules[part] for part in parts if part in self.rules]
        entries = chain(*(entry if isinstance(entry, list) else [entry] for entry in found))
        cited = (entry.get("source") or {} for entry in entries if isinstance(entry, dict))
        under = list(dict.fromkeys(place for c in cited if (place := c.get("locator") or c.get("article"))))
        more = {**({"under": under} if under else {}), **({"inputs": inputs} if inputs else {})}
        return {"step": name, **more, "result": result}


def _returned(item: Doc, territory: Doc) -> list[str]:
    if item.get("returned") == "worked":
        return ["returned_goods_worked"]
    return ["returned_goods"] if item.get("returned") and territory.get("returned_goods") is not True else []


def _spread(node: Doc, path: str, leaves: list[tuple[str, Doc]]) -> list[list[int]]:
    """The combinations of leaves, by number, that meet a tree."""
    for key in (key for key in ("any", "all") if node.get(key) is not None):
        parts = [_spread(inner, f"{path}/{key}/{n}", leaves) for n, inner in enumerate(node[key])]
        found = list(chain(*parts)) if key == "any" else [list(chain(*chosen)) for chosen in product(*parts)]
        if len(found) > 256:
            raise NotCheckable("an alternative with more combinations than are tried")
        return found
    leaves.append((path, node))
    return [[len(leaves) - 1]]


def _cited(row: Row) -> Doc:
    rule = {key: row.rule.get(key) for key in ("id", "heading", "state", "text")}
    return {**rule, "sha256": row.sha256, "source": source(row.document, row.rule.get("source") or {})}


def _rate(rate: Doc) -> Doc:
    return {**{key: rate.get(key) for key in ("from", "to", "date", "source")}, "rate": str(Fraction(rate["rate"]))}


def _material(line: Line) -> Doc:
    money, weight = line.item.get("value"), line.item.get("net_weight_kg")
    counts = ("originating", "unknown", "non_originating")[line.nom]
    value = f"{Fraction(money['amount'])} {money['currency']}" if money else None
    own = {"id": line.id, "codes": list(line.codes), "value": value, "net_weight_kg": weight and str(Fraction(weight))}
    return {**own, "counts_as": counts, "because": line.because}
