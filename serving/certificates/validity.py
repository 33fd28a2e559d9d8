"""How long the law holds on which a declaration rests, and whether it may rest on it at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from psra_assets.contracts.declaration import DeclaredPeriod, EndPolicy
from serving.certificates.determination import Destination, Determination
from serving.certificates.errors import DeclarationError
from serving.certificates.published import PublishedRule
from serving.certificates.wording.template import Wording

SAMPLE_PUBLISHER = "psra-sample"
_UNVERIFIED = "unverified_source"


class V008(DeclarationError):
    """The declaration ends no later than any rule or agreement on which it rests."""

    code = "DEC408"
    title = "Rests on law that ends earlier"


class V030(DeclarationError):
    """The version of the rule that decided covers the whole period."""

    code = "DEC430"
    title = "Rule begins after the period"


def covered_period(
    wanted: DeclaredPeriod, policy: EndPolicy, limits: Iterable[tuple[str, date | None, date | None]]
) -> DeclaredPeriod:
    """The period that every named piece of law covers. ``limits``: name, first and last day, None if open.

    Cuts the end where the policy allows it. Raises ``V008`` or ``V030``, naming the law and the day.
    """
    end = wanted.to
    for name, first, last in limits:
        if first is not None and first > wanted.from_:
            raise V030(
                f"{name} holds from {first} only, the period starts on {wanted.from_}.",
                place="/period/from",
                remedy=f"Start on {first}.",
            )
        if last is not None and last < end:
            if policy is EndPolicy.REFUSE or last < wanted.from_:
                raise V008(
                    f"{name} holds until {last}, the period ends on {wanted.to}.",
                    place="/period/to",
                    remedy=f'End on {last}, or set "end_policy": "cut".',
                )
            end = last
    return wanted.model_copy(update={"to": end})


def limits_of(
    destinations: Iterable[Destination], rules: Iterable[PublishedRule]
) -> Iterator[tuple[str, date | None, date | None]]:
    """Agreements and rules with the days on which they hold."""
    for destination in destinations:
        agreement = destination.agreement
        yield f"agreement {agreement.agreement_id}", agreement.valid_from, agreement.valid_to
    for rule in rules:
        yield f"rule {rule.rule_id}", rule.valid_from, rule.valid_to


def sample_reasons(
    destinations: Sequence[Destination],
    determinations: Sequence[Determination],
    rules: Mapping[str, PublishedRule],
    wording: Wording,
) -> list[str]:
    """Why only a certificate marked SAMPLE may rest on this; empty if none needs to be."""
    used = {rule_id for determination in determinations for rule_id in determination.rules}
    reasons: list[str] = []
    sampled = sorted(
        {rules[rule_id].rule_id.partition(":")[0] for rule_id in used if rules[rule_id].publisher == SAMPLE_PUBLISHER}
        | {d.agreement.agreement_id for d in destinations if d.agreement.publisher == SAMPLE_PUBLISHER}
    )
    if sampled:
        reasons.append(f"the rules of {', '.join(sampled)} are sample data")
    unverified = sorted(
        {rule_id.partition(":")[0] for rule_id in used if not rules[rule_id].is_verified}
        | {d.agreement.agreement_id for d in destinations if d.agreement.unverified_sources()}
        | {d.agreement_id for d in determinations if _UNVERIFIED in d.assumptions}
    )
    if unverified:
        reasons.append(f"the rules of {', '.join(unverified)} were not verified against the law's own text")
    assumed = sorted({code for d in determinations for code in d.assumptions if code != _UNVERIFIED})
    if assumed:
        reasons.append(f"the determination rests on assumptions ({', '.join(assumed)})")
    if not wording.verified:
        reasons.append(f"the wording of Annex {wording.annex} was not compared with the Official Journal")
    return reasons
