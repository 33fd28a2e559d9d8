"""``/healthz``, ``/readyz``, ``/metrics``."""

from __future__ import annotations

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST

from serving.ops.schemas import Health, Readiness
from serving.ops.service import readiness
from serving.web.services import Served

router = APIRouter(tags=["operations"])


@router.get("/healthz", operation_id="getHealth", summary="Is the process alive?")
async def healthz() -> Health:
    """Answers while the process runs; asks nothing else."""
    return Health()


@router.get(
    "/readyz",
    operation_id="getReadiness",
    summary="Can it answer?",
    response_model=Readiness,
    responses={503: {"model": Readiness, "description": "Not ready; the reasons say why"}},
)
def readyz(services: Served) -> Response:
    """Ready when the database answers, a release is published and its rules are loaded."""
    found = readiness(services.pool, services.rulebooks)
    return Response(found.model_dump_json(), 200 if found.status == "ready" else 503, media_type="application/json")


@router.get(
    "/metrics",
    operation_id="getMetrics",
    summary="Prometheus metrics",
    response_class=Response,
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}, "description": "Text format"}},
)
def metrics(services: Served) -> Response:
    """Requests, verdicts, certificates and the release that decides."""
    loaded = services.rulebooks.loaded
    return Response(services.metrics.text(loaded.release_id if loaded else 0), media_type=CONTENT_TYPE_LATEST)
