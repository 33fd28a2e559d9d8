"""How much of the Harmonized System a list of rules covers, by subheading (HS6) of the edition that it prints."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson

if TYPE_CHECKING:
    from psra_assets.foundation.unit_of_work import Connection


class Coverage(NamedTuple):
    """Subheadings of an edition by the worst state of the rules that cover them, and all of them.

    ``compiled``: every rule is decided from codes, values, weights and origin; ``attested``: some need a fact, none is
    in quarantine; ``quarantined``: at least one is not understood. The rest has no rule.
    """

    edition: int
    compiled: int
    attested: int
    quarantined: int
    subheadings: int

    @property
    def decidable(self) -> int:
        """Subheadings of which every rule can be decided, with facts or without."""
        return self.compiled + self.attested

    @property
    def uncovered(self) -> int:
        """Subheadings without a rule."""
        return self.subheadings - self.decidable - self.quarantined

    def falls_below(self, other: Coverage) -> bool:
        """Whether the decidable share is lower, exactly: editions differ in their number of subheadings."""
        return self.decidable * other.subheadings < other.decidable * self.subheadings

    def __str__(self) -> str:
        return f"{self.decidable} of {self.subheadings} subheadings of HS {self.edition} can be decided"


class Published(NamedTuple):
    """The coverage of an agreement's rules in the last release, and whose list it was."""

    publisher: str
    coverage: Coverage


# worst first
_STATES = ("quarantined", "attested", "compiled")
_RULES = """
select agreement_id, publisher, printed_edition, from_code, to_code, state from published_v1.rules
where agreement_id = any(%s)
"""


def coverage_of(edition: int, ranges: Iterable[tuple[str, str, str]]) -> Coverage:
    """Coverage by ``(from, to, state)`` ranges of six digits, both ends included."""
    codes = _codes(edition)
    steps = {state: [0] * (len(codes) + 1) for state in _STATES}
    for low, high, state in ranges:
        first, end = bisect_left(codes, low), bisect_right(codes, high)
        if first < end:
            steps[state][first] += 1
            steps[state][end] -= 1
    # Each subheading counts once, for its worst state.
    found = dict.fromkeys(_STATES, 0)
    for covering in zip(*(list(accumulate(steps[state]))[:-1] for state in _STATES), strict=True):
        worst = next((state for state, number in zip(_STATES, covering, strict=True) if number), None)
        if worst is not None:
            found[worst] += 1
    return Coverage(edition, found["compiled"], found["attested"], found["quarantined"], len(codes))


def coverage_of_documents(documents: Mapping[str, bytes]) -> Coverage | None:
    """Coverage of one agreement's RaC documents; None if none of them has a rule."""
    loaded = [document for data in documents.values() if (document := orjson.loads(data))["kind"] == "rules"]
    if not loaded:
        return None
    edition = loaded[0].get("printed_edition") or loaded[0]["hs_edition"]
    ranges = ((rule["from"], rule["to"], rule["state"]) for document in loaded for rule in document["rules"])
    return coverage_of(edition, ranges)


def published(connection: Connection, agreements: Iterable[str]) -> dict[str, Published]:
    """What the last release covers, by agreement; empty before the first one."""
    table = connection.execute("select to_regclass('published_v1.rules') is not null as is_there").fetchone()
    if table is None or not table["is_there"]:
        return {}
    rules: dict[str, list[dict[str, Any]]] = {}
    for row in connection.execute(_RULES, [list(agreements)]):
        rules.setdefault(row["agreement_id"], []).append(row)
    return {
        agreement: Published(
            rows[0]["publisher"],
            coverage_of(rows[0]["printed_edition"], ((r["from_code"], r["to_code"], r["state"]) for r in rows)),
        )
        for agreement, rows in rules.items()
    }


@cache
def _codes(edition: int) -> tuple[str, ...]:
    import psra_native

    return tuple(sorted(psra_native.hs_codes(edition)))
