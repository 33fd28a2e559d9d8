"""``/v1/ledger``: the chain's head and its entries."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path

from psra_assets.contracts.ledger import LedgerCheckpoint, LedgerEntry
from serving.ledger import service
from serving.web.openapi import problems
from serving.web.services import Served, Tenant

router = APIRouter(prefix="/v1/ledger", tags=["ledger"])


@router.get("/checkpoint", operation_id="getLedgerCheckpoint", summary="Head of the chain", responses=problems(503))
def checkpoint(services: Served, tenant: Tenant) -> LedgerCheckpoint:
    """The number of entries and the digest of the last one. Keep it: a chain that was rewritten will not contain it."""
    with services.pool.connection() as connection:
        return service.checkpoint(connection, tenant=tenant)


@router.get("/entries/{index}", operation_id="getLedgerEntry", summary="One entry", responses=problems(404, 422, 503))
def entry(services: Served, tenant: Tenant, index: Annotated[int, Path(ge=1, le=2**63 - 1)]) -> LedgerEntry:
    """An event with its digests. `entry_sha256` is over the RFC 8785 form of the other fields."""
    with services.pool.connection() as connection:
        return service.entry(connection, index, tenant=tenant)
