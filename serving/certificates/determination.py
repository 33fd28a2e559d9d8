"""Decide each line for each country by the engine, on the published rules, for every day of the period."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from psra_assets.contracts.case import Case
from psra_assets.contracts.declaration import DeclarationRequest
from serving.certificates.countries import country_code, country_name
from serving.certificates.errors import CaseRefused, DeclarationError, ProofBarred, RestsOnAssumptions, RestsOnQuota
from serving.certificates.payload import canonical, sha256
from serving.certificates.published import UNION, PublishedAgreement


class V022(DeclarationError):
    """No line is declared whose determination for a listed country is not positive."""

    code = "DEC422"
    title = "Origin not determined"


class V027(DeclarationError):
    """Each country has an agreement with the Union that is in force on the day of issue."""

    code = "DEC427"
    title = "No agreement in force"


_AGAINST = frozenset({"origin_unknown", "cumulation_not_granted"})
"""Assumptions that count against the product: a positive verdict stands in spite of them."""


class Decider(Protocol):
    """What decides: the native rule book."""

    def evaluate(self, case: bytes, as_of: str) -> bytes:
        """One case to one answer."""


@dataclass(frozen=True, slots=True)
class Determination:
    """One decision: a line, a country, a day, with the case and the answer it can be replayed from."""

    line: int
    country: str
    agreement_id: str
    as_of: date
    verdict: str
    case: dict[str, Any]
    case_sha256: str
    answer: dict[str, Any]
    answer_sha256: str
    engine: str
    rules: dict[str, str]
    """Rule ids with the digests under which they were applied."""

    @property
    def assumptions(self) -> list[str]:
        """Codes of what the verdict takes for granted in the product's favour, sorted."""
        return sorted(_codes(self.answer["results"][0], "assumptions") - _AGAINST)


@dataclass(frozen=True, slots=True)
class Destination:
    """A country of the declaration with the agreement that applies to it."""

    code: str
    agreement: PublishedAgreement


def destinations(
    request: DeclarationRequest, agreements: Sequence[PublishedAgreement], issued_on: date
) -> Iterator[Destination | DeclarationError]:
    """The agreement for each country of the request, or why there is none (V027)."""
    for position, named in enumerate(request.countries):
        code = country_code(named)
        if code is None:
            continue  # V026 has said so
        place = f"/countries/{position}"
        known = [agreement for agreement in agreements if agreement.is_between_union_and(code)]
        in_force = [agreement for agreement in known if agreement.is_in_force(issued_on)]
        if len(in_force) == 1:
            yield Destination(code, in_force[0])
        elif in_force:
            names = ", ".join(agreement.agreement_id for agreement in in_force)
            yield V027(f"several agreements apply to {code}: {names}.", place=place, remedy="Publish one of them.")
        elif known:
            names = ", ".join(agreement.agreement_id for agreement in known)
            yield V027(f"{names} is not in force on {issued_on}.", place=place, remedy=f"Leave {code} out.")
        else:
            yield V027(
                f"no agreement of the Union with {country_name(code)} ({code}) is published.",
                place=place,
                remedy="GET /v1/agreements lists the published ones.",
            )


# Conditions that a case does not leave open but breaks (origin.md A.14 to A.16).
_BARRED = frozenset(
    {
        "drawback_claimed",
        "altered_on_the_way",
        "not_under_customs_supervision",
        "outward_processing",
        "outward_processing_exceeded",
        "outward_processing_undetermined",
        "returned_goods",
        "returned_goods_worked",
        "origin_of_another_country",
        "origin_by_value_undetermined",
    }
)


def decide(book: Decider, line: int, case: Case, destination: Destination, as_of: date) -> Determination:
    """Decide one line for one country by the law of one day.

    The case is taken as it stands but for who trades with whom, under which agreement and when: the declaration says
    that. Raises ``CaseRefused`` where the engine cannot read it, ``V022`` unless the verdict is positive,
    ``RestsOnAssumptions`` where the agreement's general rules are not published, ``RestsOnQuota`` where only a rule
    within a quota is met, ``ProofBarred`` where what the case says bars a proof.
    """
    agreement = destination.agreement
    if not agreement.has_general_rules(as_of):
        raise _without_general_rules(agreement, as_of)
    document = case.model_dump(mode="json", exclude_unset=True) | {
        "agreements": [agreement.agreement_id],
        "exporting_party": UNION,
        "importing_party": agreement.party_of(destination.code),
        "as_of": as_of.isoformat(),
    }
    content = canonical(document)
    raw = book.evaluate(content, as_of.isoformat())
    answer: dict[str, Any] = json.loads(raw)
    place = f"/lines/{line - 1}/case"
    if (error := answer.get("error")) is not None:
        raise CaseRefused(
            f"line {line}: {error['code']} {error['message']}", place=place + (error.get("pointer") or "")
        )
    (result,) = answer["results"]
    if (error := result.get("error")) is not None:
        raise CaseRefused(f"line {line}, {destination.code}: {error['code']} {error['message']}", place=place)
    verdict = str(result["verdict"])
    if verdict != "originating":
        raise V022(
            f"line {line} is {verdict.replace('_', '-')} for {country_name(destination.code)} ({destination.code})"
            f" under {agreement.agreement_id} by the law of {as_of}.{_missing(result)}",
            place=place,
            remedy="Complete the facts."
            if result.get("missing_facts")
            else f"Leave {destination.code} out, or the line.",
        )
    assumed = _codes(result, "assumptions")
    if "no_general_rules" in assumed:
        raise _without_general_rules(agreement, as_of)
    if "validity_unknown" in assumed:
        raise RestsOnAssumptions(
            f"since when {agreement.agreement_id} applies is not published.",
            place="/period",
            remedy="No certificate is issued where an agreement is only assumed to be in force.",
        )
    if "quota" in _codes(result, "blocks_on_proof"):
        raise RestsOnQuota(
            f"line {line} is originating for {destination.code} only within an annual origin quota.",
            place=place,
            remedy="Declare its consignments one by one.",
        )
    barred = [str(note["text"]) for note in result.get("blocks_on_proof", ()) if note["code"] in _BARRED]
    if barred:
        raise ProofBarred(
            f"line {line} is originating for {destination.code}, but {'; '.join(barred)}.",
            place=place + "/product",
            remedy="Settle what bars the proof (pay the duties, say), and state it in the case; or leave the line out.",
        )
    return Determination(
        line=line,
        country=destination.code,
        agreement_id=agreement.agreement_id,
        as_of=as_of,
        verdict=verdict,
        case=document,
        case_sha256=sha256(content),
        answer=answer,
        answer_sha256=sha256(raw),
        engine=str(answer["engine"]),
        rules={str(rule["id"]): str(rule["sha256"]) for rule in result.get("rules", ())},
    )


def _without_general_rules(agreement: PublishedAgreement, as_of: date) -> RestsOnAssumptions:
    return RestsOnAssumptions(
        f"no general rules of {agreement.agreement_id} are published for {as_of}.",
        place="/period",
        remedy="No certificate is issued where reliefs and their absence are only assumed.",
    )


def _codes(result: dict[str, Any], key: str) -> set[str]:
    """The codes of a result's notes."""
    return {str(note["code"]) for note in result.get(key, ())}


def _missing(result: dict[str, Any]) -> str:
    """The facts that are missing, as the engine asks for them."""
    asks = [str(fact.get("ask") or fact.get("reason")) for fact in result.get("missing_facts", ())]
    return f" Missing: {'; '.join(asks)}." if asks else ""
