"""Which leaves of the authored rules the golden cases touch, and with what outcome.

A leaf is named as an answer names it: ``<rule>#<alternative><node>``, ``node`` being the place inside the alternative
(``/all/0``), empty where the alternative is the leaf itself. Measures of an answer carry the same names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import yaml

from psra_assets.rac.authored import authored_files

LIMITS = ("pct", "max_pct")
NEIGHBOUR = Fraction(1, 100)
"""How near the case beside a limit must come, in percentage points."""


@dataclass
class Touched:
    """What the golden cases saw of one leaf."""

    leaf: dict[str, Any]
    outcomes: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    shares: set[Fraction] = field(default_factory=set)

    @property
    def limit(self) -> Fraction | None:
        """The share that the leaf states, in per cent."""
        pct = self.leaf.get("pct")
        return None if pct is None else Fraction(pct)

    @property
    def gaps(self) -> list[str]:
        """What no case shows of it; nothing where it is covered."""
        if not self.outcomes:
            return ["untouched"]
        found = [f"never {outcome}" for outcome in self.wanted if not self.outcomes.get(outcome)]
        if (limit := self.limit) is not None:
            sides = (
                limit in self.shares,
                any(limit < share <= limit + NEIGHBOUR for share in self.shares),
                any(limit - NEIGHBOUR <= share < limit for share in self.shares),
            )
            # At most: the limit and just over it; at least: the limit and just under it.
            neighbour = sides[2] if self.leaf["type"] in {"RVC", "MinOM"} else sides[1]
            if not (sides[0] and neighbour):
                found.append("a neighbour of its limit is missing")
        return found

    @property
    def wanted(self) -> tuple[str, ...]:
        """Outcomes that a leaf must be seen with: any heading is met by every material, unless some are excepted."""
        if self.leaf["type"] == "AnyHeading" and not {"except", "including"} & set(self.leaf):
            return ("met",)
        return ("met", "not_met")


def inside(node: dict[str, Any], path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """The leaves of an alternative with their places in it."""
    for word in ("any", "all"):
        for number, inner in enumerate(node.get(word, ())):
            yield from inside(inner, f"{path}/{word}/{number}")
    if "type" in node:
        yield path, node


def alternatives(criterion: dict[str, Any]) -> list[dict[str, Any]]:
    """Members of a top-level ``any``; any other tree is the one alternative."""
    members: list[dict[str, Any]] = criterion.get("any", [criterion])
    return members


def authored_rules(files: list[tuple[str, bytes]] | None = None) -> Iterator[dict[str, Any]]:
    """Every row of the authored lists."""
    for _, data in files or authored_files():
        document = yaml.load(data, Loader=yaml.CSafeLoader)
        yield from document.get("rules", ())


def every_leaf() -> dict[str, Touched]:
    """All leaves of the authored rules by name."""
    return {
        f"{rule['id']}#{number}{path}": Touched(leaf)
        for rule in authored_rules()
        for number, alternative in enumerate(alternatives(rule["criterion"] or {"any": []}), 1)
        for path, leaf in inside(alternative)
    }


def measured(value: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Measures anywhere in an answer (of the product, of intermediates, of components) by the name of their leaf."""
    if isinstance(value, dict):
        for measure in value.get("measures", ()):
            yield value["id"] + measure.get("node", ""), measure
        for inner in value.values():
            yield from measured(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from measured(inner)


def touch(leaves: dict[str, Touched], case: str, result: dict[str, Any]) -> None:
    """Note what a case's result saw of the leaves."""
    for name, measure in measured(result):
        if name in leaves and measure["criterion"] != "Tolerance":
            leaves[name].outcomes[measure["outcome"]].add(case)
            if "value_fraction" in measure and measure["value_fraction"] is not None:
                leaves[name].shares.add(Fraction(measure["value_fraction"]) * 100)
