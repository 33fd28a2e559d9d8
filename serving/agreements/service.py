"""Read agreements and rules of the current release."""

from __future__ import annotations

from datetime import date
from typing import Any

import orjson

from psra_assets.foundation.rulebook import LoadedRuleBook
from psra_assets.foundation.unit_of_work import unit_of_work
from serving.agreements.repository import published_agreements
from serving.agreements.schemas import AgreementList, RuleList
from serving.errors import UnknownAgreement
from serving.web.rulebooks import Pool


def agreements(pool: Pool) -> AgreementList:
    """The published agreements."""
    with pool.connection() as connection, unit_of_work(connection, role="psra_app") as work:
        return published_agreements(work)


def rules(law: LoadedRuleBook, agreement: str, hs_code: str, as_of: date) -> RuleList | dict[str, Any]:
    """The rules of an agreement for a code on a day, or the engine's error where it does not know the code.

    Raises ``UnknownAgreement`` if the agreement is not published.
    """
    if agreement not in law.book.agreements():
        raise UnknownAgreement(
            f"{agreement!r} is not published.", place="query agreement", remedy="GET /v1/agreements lists what is."
        )
    found = orjson.loads(law.book.rules_for(agreement, hs_code, as_of.isoformat()))
    if isinstance(found, dict):
        error: dict[str, Any] = found["error"]
        return error
    return RuleList(agreement=agreement, hs_code=hs_code, as_of=as_of, release_id=law.release_id, rules=found)
