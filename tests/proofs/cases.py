"""Random cases out of the rules themselves: codes in ranges and beside them, values at limits, facts unknown."""

from __future__ import annotations

import random
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from psra.proof_checker.law import Agreement, Row, hs_codes

Json = dict[str, Any]
EDITIONS = (2002, 2007, 2012, 2017, 2022)
ROLES = ("material",) * 9 + ("retail_packaging", "shipping_packing", "accessory", "neutral")
PRICES = ("ex_works_price", "fob_price", "transaction_value", "net_cost")
DAYS = ("2026-11-24",) * 4 + ("2026-12-31", "2027-01-01", "2024-06-01", "2019-05-05")
MILLION = 10**6


@cache
def sorted_codes(edition: int) -> list[str]:
    """All subheadings of an edition, in order."""
    return sorted(hs_codes(edition))


def leaves(node: Any) -> Iterator[Json]:
    """Every leaf, scope and allowance below a node: all that names codes, tags or limits."""
    if isinstance(node, dict):
        yield node
        node = list(node.values())
    if isinstance(node, list):
        for inner in node:
            yield from leaves(inner)


def amount(micros: int) -> str:
    """A whole number of millionths as a decimal string."""
    return f"{micros // MILLION}.{micros % MILLION:06}"


class Source:
    """Cases under the agreements of one set of documents, each out of a row drawn at random."""

    def __init__(self, agreements: dict[str, Agreement], seed: int) -> None:
        self.random = random.Random(seed)
        self.agreements = [found for _, found in sorted(agreements.items()) if found.rows]

    def case(self) -> Json:
        """The next case."""
        choose, agreement = self.random.choice, self.random.choice(self.agreements)
        row = choose(agreement.rows)
        found = list(leaves(row.rule.get("criterion")))
        edition = choose((row.editions[1], row.editions[0], row.editions[0], 2022, choose(EDITIONS)))
        code = self.near(row.rule["from"], row.rule["to"], edition)
        case: Json = {
            "case_id": f"{agreement.id} {row.id}",
            "agreements": [agreement.id],
            "as_of": choose(DAYS),
            "hs_edition": edition,
            "product": self.product(code, row),
            "processes_complete": self.random.random() < 0.5,
        }
        self.parties(case, agreement)
        known = [code for leaf in found for code in (*(leaf.get("any_of") or ()), *(leaf.get("all_of") or ()))]
        known += [leaf["code"] for leaf in found if leaf.get("kind") == "process"]
        if known and self.random.random() < 0.5:
            case["processes"] = [{"code": choose(known), "parameters": {}}]
        if self.random.random() < 0.8:
            case["operations"] = choose(("beyond_insufficient",) * 5 + ("insufficient_only",))
        self.circumstances(case, agreement)
        count = self.random.choice((0, 1, 1, 2, 2, 3, 3, 4, 6))
        self.number = 0
        case["materials"] = self.materials(count, case, found, agreement, depth=0)
        return case

    def near(self, first: str, last: str, edition: int) -> str:
        """A code of the edition in the range, or just beside it."""
        codes = sorted_codes(edition)
        low, high = bisect_left(codes, first), bisect_left(codes, last)
        at = (
            self.random.randint(low - 1, high)
            if self.random.random() < 0.2
            else self.random.randint(low, max(low, high - 1))
        )
        return codes[min(max(at, 0), len(codes) - 1)]

    def product(self, code: str, row: Row) -> Json:
        """The product, with what a row asks of it stated, denied or left open."""
        item: Json = {"hs_code": code}
        base = self.random.randint(50, 200) * MILLION
        for n, key in enumerate(PRICES):
            if self.random.random() < (0.9, 0.7, 0.6, 0.5)[n]:
                item[key] = {"amount": amount(base + n * 4 * MILLION), "currency": "EUR"}
        if self.random.random() < 0.8:
            item["net_weight_kg"] = amount(self.random.randint(1, 20) * MILLION)
        self.described(item, row.rule.get("applies_to") or [])
        for key, share in (("wholly_obtained", 0.15), ("is_set", 0.03)):
            if self.random.random() < share:
                item[key] = self.random.random() < 0.4
        if self.random.random() < 0.03:
            item["rule_row"] = row.id
        return item

    def described(self, item: Json, tags: Iterable[str]) -> None:
        """Tags that are true of goods: none stated, or some of those that the rule asks for."""
        kind = self.random.random()
        if kind < 0.7:
            item["tags"] = [tag for tag in dict.fromkeys(tags) if kind < 0.3 or self.random.random() < 0.4]

    def circumstances(self, case: Json, agreement: Agreement) -> None:
        """What the general rules ask beside the bill: operations, the way of the goods, duties, rates."""
        general = [p.get("general") or {} for frame, _ in agreement.frames for p in frame.get("ruleset") or ()]
        words = [w for g in general for w in (g.get("insufficient_operations") or {}).get("operations") or ()]
        chance, choose = self.random.random, self.random.choice
        # What the checker refuses to read is drawn seldom.
        if words and chance() < 0.03:
            case["operations_list"] = [choose(words) for _ in range(choose((1, 1, 2)))]
        if chance() < 0.05:
            case["exchange_rates"] = [
                {"from": "GBP", "to": "EUR", "rate": choose(("1.17", "1.2")), "date": day}
                for day in choose((["2026-01-01"], ["2026-11-24"], ["2027-01-02"], ["2018-01-01", "2026-06-01"]))
            ]
        if chance() < 0.2:
            flags = {key: choose((True, False)) for key in ("customs_supervision", "altered") if chance() < 0.5}
            case["consignment"] = {"transport": choose(("direct", "through")), **flags}
        product = case["product"]
        if chance() < 0.2:
            product["drawback_claimed"] = choose((True, False))
        if chance() < 0.1:
            product["returned"] = choose(("unchanged", "worked"))
        if chance() < 0.1:
            product["outward_processing_value"] = {"amount": choose(("0", "10.00", "30.00")), "currency": "EUR"}
        if product.get("is_set") and chance() < 0.6:
            product["gir"] = choose(("gir_3a", "gir_3b", "gir_3c"))

    def parties(self, case: Json, agreement: Agreement) -> None:
        """Who trades: the parties of the agreement, a stranger, or nobody who is named."""
        known = [party["code"] for frame, _ in agreement.frames for party in frame.get("parties") or ()]
        known += [agreement.id.split("-")[0].upper()[:2], "DE", "GB", "US"]
        for key in ("exporting_party", "importing_party"):
            if self.random.random() < 0.6:
                case[key] = self.random.choice(known)

    def materials(self, count: int, case: Json, found: list[Json], agreement: Agreement, depth: int) -> list[Json]:
        """Lines of a bill, their values drawn to the limits of the rule."""
        price = case["product"].get("ex_works_price") or {"amount": "100.0", "currency": "EUR"}
        whole = int(float(price["amount"]) * MILLION)
        weight = int(float(case["product"].get("net_weight_kg", "1")) * MILLION)
        limits = [leaf[key] for leaf in found for key in ("pct", "max_pct") if leaf.get(key)] + ["10", "50"]
        share = int(float(self.random.choice(limits)) * 10_000)
        share = self.random.choice((share, MILLION - share, share // max(count, 1)))
        lines = []
        for n in range(count):
            self.number += 1
            off = self.random.choice((0, 0, 1, -1, 5000, -5000, whole // 3)) if n == 0 else 0
            value = max(whole * share // MILLION // (1 if self.random.random() < 0.5 else count) + off, 1)
            line = self.material(case, found, agreement)
            if self.random.random() < 0.92:
                line["value"] = {"amount": amount(value), "currency": "EUR" if self.random.random() < 0.94 else "GBP"}
            if self.random.random() < 0.85:
                line["net_weight_kg"] = amount(max(weight * share // MILLION // count + (off > 0) - (off < 0), 1))
            if depth < 2 and self.random.random() < (0.15 if depth == 0 else 0.25):
                line["materials"] = self.materials(self.random.randint(1, 3), case, found, agreement, depth + 1)
                if self.random.random() < 0.8:
                    line.pop("origin", None)
            lines.append(line)
        return lines

    def material(self, case: Json, found: list[Json], agreement: Agreement) -> Json:
        """A line without its value: a code of the product's own kind, of a scope of the rule, or of anything else."""
        edition, own = case["hs_edition"], case["product"]["hs_code"]
        ranges = [text for leaf in found for text in leaf.get("codes") or () if isinstance(text, str)]
        kind = self.random.random()
        if kind < 0.45:
            cut = self.random.choice((2, 4, 6))
            code = self.near(own[:cut].ljust(6, "0"), own[:cut].ljust(6, "9"), edition)
        elif kind < 0.7 and ranges:
            first, _, last = self.random.choice(ranges).partition("-")
            code = self.near(first.ljust(6, "0"), (last or first).ljust(6, "9"), edition)
        else:
            code = self.random.choice(sorted_codes(edition))
        line: Json = {"id": f"M{self.number}", "hs_code": code}
        tags = [
            tag for leaf in found for tag in (leaf.get("tags") or leaf.get("applies_to") or ()) if isinstance(tag, str)
        ]
        tags += [leaf["code"] for leaf in found if leaf.get("kind") == "material"] + ["sugar", "same_description"]
        self.described(line, [tag for tag in tags if self.random.random() < 3 / len(tags)])
        known = [party["code"] for frame, _ in agreement.frames for party in frame.get("parties") or ()] + [
            "GB",
            "DE",
            "CN",
        ]
        if self.random.random() < 0.85:
            status = self.random.choice(("non_originating",) * 4 + ("originating", "originating", "unknown"))
            line["origin"] = {"status": status}
            if self.random.random() < 0.6:
                line["origin"]["country"] = self.random.choice(known)
            if self.random.random() < 0.15:
                line["origin"]["evidence"] = "a declaration"
                line["origin"]["evidence_from"] = self.random.choice(DAYS)
        if self.random.random() < 0.4:
            line["wholly_obtained"] = self.random.random() < 0.5
        line["role"] = self.random.choice(ROLES)
        if tags and self.random.random() < 0.15:
            part = amount(self.random.randint(1, 500_000))
            line["contains"] = [{"tag": self.random.choice(tags), "net_weight_kg": part}]
        return line
