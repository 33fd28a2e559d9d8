"""What the published tables say about agreements and rules, as far as a certificate needs it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from psra_assets.foundation.unit_of_work import Connection

UNION = "EU"


@dataclass(frozen=True, slots=True)
class PublishedAgreement:
    """An agreement's general rules as published."""

    agreement_id: str
    publisher: str
    parties: list[dict[str, Any]]
    valid_from: date | None
    valid_to: date | None
    document: dict[str, Any]

    def is_between_union_and(self, country: str) -> bool:
        """Whether it is the Union's own text of an agreement with the country (the UK's is ``gb-…``)."""
        if self.agreement_id.startswith("gb-"):
            return False
        members = [{str(party["code"]), *party.get("members", ())} for party in self.parties]
        return any(UNION in side for side in members) and any(country in side for side in members if UNION not in side)

    def party_of(self, country: str) -> str:
        """The code of the party to which the country belongs."""
        return next(str(p["code"]) for p in self.parties if country in {p["code"], *p.get("members", ())})

    def is_in_force(self, day: date) -> bool:
        """Whether the agreement is in force on the day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)

    def has_general_rules(self, day: date) -> bool:
        """Whether general rules are published for the day."""
        periods = [(period.get("valid_from"), period.get("valid_to")) for period in self.document.get("ruleset", ())]
        text = day.isoformat()
        return any((not first or first <= text) and (not last or text <= last) for first, last in periods)

    def days_of_change(self, first: date, last: date) -> list[date]:
        """Days after ``first`` on which it must be decided again: other general rules begin, and the last day."""
        begins = [period.get("valid_from") for period in self.document.get("ruleset", ())]
        days = {date.fromisoformat(day) for day in begins if day} | {last}
        return sorted(day for day in days if first < day <= last)

    def unverified_sources(self) -> list[str]:
        """Instruments of the general rules that were not read in the law's own text."""
        sources = self.document.get("sources", {}).values()
        return sorted({str(source["instrument"]) for source in sources if not source["verified"]})


@dataclass(frozen=True, slots=True)
class PublishedRule:
    """What a certificate must know of a rule: who published it, whether it was verified, when it holds."""

    rule_id: str
    rule_sha256: str
    publisher: str
    is_verified: bool
    valid_from: date | None
    valid_to: date | None


def agreements(connection: Connection) -> list[PublishedAgreement]:
    """Every published agreement, by id."""
    rows = connection.execute(
        "select agreement_id, publisher, parties, valid_from, valid_to, document"
        " from published_v1.agreements order by agreement_id"
    )
    return [PublishedAgreement(**row) for row in rows]


def rules(connection: Connection, rule_ids: Iterable[str]) -> dict[str, PublishedRule]:
    """The published rules of those ids, by id."""
    rows = connection.execute(
        "select rule_id, rule_sha256, publisher, is_verified, valid_from, valid_to"
        " from published_v1.rules where rule_id = any(%s)",
        [list(rule_ids)],
    )
    return {row["rule_id"]: PublishedRule(**row) for row in rows}
