"""How much of the Harmonized System a list of rules covers, by subheading (HS6) of the edition that it prints."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson

if TYPE_CHECKING:
    from psra_assets.foundation.unit_of_work import Connection


class Coverage(NamedTuple):
    """Subheadings of an edition: all, those that any rule covers, and those of which every rule can be decided."""

    edition: int
    decidable: int
    covered: int
    subheadings: int

    def falls_below(self, other: Coverage) -> bool:
        """Whether the decidable share is lower, exactly: editions differ in their number of subheadings."""
        return self.decidable * other.subheadings < other.decidable * self.subheadings

    def __str__(self) -> str:
        return f"{self.decidable} of {self.subheadings} subheadings of HS {self.edition} can be decided"


class Published(NamedTuple):
    """The coverage of an agreement's rules in the last release, and whose list it was."""

    publisher: str
    coverage: Coverage


_RULES = """
select agreement_id, publisher, printed_edition, from_code, to_code, state from published_v1.rules
where agreement_id = any(%s)
"""


def coverage_of(edition: int, ranges: Iterable[tuple[str, str, str]]) -> Coverage:
    """Coverage by ``(from, to, state)`` ranges of six digits, both ends included."""
    codes = _codes(edition)
    rules, quarantined = [0] * (len(codes) + 1), [0] * (len(codes) + 1)
    for low, high, state in ranges:
        first, end = bisect_left(codes, low), bisect_right(codes, high)
        if first >= end:
            continue
        for steps in (rules, quarantined) if state == "quarantined" else (rules,):
            steps[first] += 1
            steps[end] -= 1
    covered = decidable = covering = doubtful = 0
    for started, in_doubt in zip(rules[:-1], quarantined[:-1], strict=True):
        covering += started
        doubtful += in_doubt
        covered += covering > 0
        decidable += covering > 0 and doubtful == 0
    return Coverage(edition, decidable, covered, len(codes))


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
