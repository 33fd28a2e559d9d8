"""The services of one process, made when it starts, and how endpoints get at them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Header, Request

from serving.ops.metrics import Metrics
from serving.web.rulebooks import Pool, RuleBooks


def today_utc() -> date:
    """The day, in UTC. The service is the edge at which the clock is read; the domain is told."""
    return datetime.now(UTC).date()


@dataclass(frozen=True, slots=True)
class Services:
    """What endpoints work with."""

    pool: Pool
    rulebooks: RuleBooks
    metrics: Metrics
    tenant: UUID
    today: Callable[[], date]


def services_of(request: Request) -> Services:
    """The services of the application that received the request."""
    services: Services = request.app.state.services
    return services


def tenant_of(request: Request) -> UUID:
    """The tenant on whose behalf a request acts: that of the settings, until requests carry identities."""
    return services_of(request).tenant


Served = Annotated[Services, Depends(services_of)]
Tenant = Annotated[UUID, Depends(tenant_of)]
IdempotencyKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=200,
        pattern=r"^[\x21-\x7e]+$",
        description="Stands for this request: sent again, it is answered again and nothing is done twice.",
        examples=["0b9e6a0e-order-4711"],
    ),
]
