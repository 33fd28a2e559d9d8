"""Published agreements and rules as they are shown."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, Field


class AgreementSummary(BaseModel):
    """An agreement whose rules are published."""

    agreement_id: str = Field(examples=["eu-gb"])
    title: str
    publisher: str
    hs_edition: int
    parties: list[dict[str, Any]]
    valid_from: date | None
    valid_to: date | None
    rules: int = Field(ge=0, description="product-specific rules that are published for it")
    document_sha256: str


class AgreementList(BaseModel):
    """The published agreements and the release that they belong to."""

    release_id: int
    law_sha256: str
    published_at: datetime
    agreements: list[AgreementSummary]


class RuleList(BaseModel):
    """The rules of an agreement for a code, on a day, with their criteria and sources."""

    agreement: str
    hs_code: str
    as_of: date
    release_id: int
    rules: list[dict[str, Any]]
