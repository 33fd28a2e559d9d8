"""``POST /v1/evaluations`` and its batch."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse

from psra_assets.contracts.advice import Advice
from psra_assets.contracts.answer import Answer
from serving.evaluations import service
from serving.evaluations.stream import DuplexResponse
from serving.web import media
from serving.web.examples import ANSWER, CASE
from serving.web.openapi import body, problems, reference
from serving.web.problem import case_problem
from serving.web.services import Served, Services

router = APIRouter(prefix="/v1", tags=["evaluations"])
_LINES = {"type": "string", "description": "one JSON object a line"}


@router.post(
    "/evaluations",
    operation_id="evaluateCase",
    summary="Decide one case",
    response_model=Answer,
    responses={200: {"content": {media.JSON: {"example": ANSWER}}}, **problems(413, 415, 422, 503)},
    openapi_extra=body({media.JSON: reference("Case")}, {media.JSON: CASE}),
)
async def evaluate(request: Request, services: Served) -> Response:
    """A verdict for each agreement, with the rules, measures and missing facts that led to it.

    Verdicts are `originating`, `non_originating` and `undetermined`. Amounts, weights and percentages are decimal
    strings. What is absent is unknown, never zero and never "no". The law is that of the case's `as_of`, else today's.
    """
    media.content_type(request, (media.JSON,))
    case = await request.body()

    def decide(services: Services) -> tuple[bytes, dict[str, object] | None]:
        law = services.rulebooks.current()
        return service.evaluate(law, case, services.today().isoformat(), services.metrics)

    answer, error = await run_in_threadpool(decide, services)
    return Response(answer, media_type=media.JSON) if error is None else case_problem(request, error)


@router.post(
    "/evaluations:advise",
    operation_id="adviseOnCase",
    summary="Say what would turn a verdict",
    response_model=Advice,
    responses=problems(413, 415, 422, 503),
    openapi_extra=body({media.JSON: reference("Case")}, {media.JSON: CASE}),
)
async def advise(request: Request, services: Served) -> Response:
    """What would make the product originate, what would cost it its origin, which facts would settle an open verdict.

    Each set of changes that is named was decided by the engine. The search is exact within the bound that the answer
    states.
    """
    media.content_type(request, (media.JSON,))
    case = await request.body()

    def decide(services: Services) -> tuple[bytes, dict[str, object] | None]:
        return service.advise(services.rulebooks.current(), case, services.today().isoformat())

    advice, error = await run_in_threadpool(decide, services)
    return Response(advice, media_type=media.JSON) if error is None else case_problem(request, error)


@router.post(
    "/evaluations:batch",
    operation_id="evaluateCases",
    summary="Decide many cases",
    response_class=StreamingResponse,
    responses={
        200: {"description": "One answer a line, in order", "content": {media.JSON_LINES[0]: {"schema": _LINES}}},
        **problems(415, 503),
    },
    openapi_extra=body(dict.fromkeys(media.JSON_LINES, _LINES)),
)
async def evaluate_batch(request: Request, services: Served) -> DuplexResponse:
    """Cases as JSON lines in, answers as JSON lines out, streamed both ways and in order.

    A case that cannot be read is answered with `{"case_id": …, "error": {…}}` in its place.
    """
    media.content_type(request, media.JSON_LINES)
    await run_in_threadpool(services.rulebooks.current)
    answers = service.evaluate_lines(
        request.stream(), services.rulebooks, services.today().isoformat(), services.metrics
    )
    return DuplexResponse(answers, media_type=media.JSON_LINES[0])
