"""Around every request: an id, a limit for its body, one line of log, one measurement, and no naked failure."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from uuid import uuid4

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from psra_assets.foundation.errors import PsraError
from serving.errors import BodyTooLarge
from serving.web.logs import bound, log
from serving.web.problem import problem

REQUEST_ID = "x-request-id"
_SAFE_ID = re.compile(r"^[A-Za-z0-9._-]{1,64}$")

Measure = Callable[[str, str, int, float], None]
"""Route, method, status, seconds."""


class InternalFailure(PsraError):
    """The service failed; the log has the reason under the request's id, the answer does not."""

    code = "SRV541"
    title = "Internal failure"


class RequestContext:
    """The outermost layer: request id in and out, log, measurement, and the last catch."""

    def __init__(self, app: ASGIApp, measure: Measure) -> None:
        self._app = app
        self._measure = measure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection; other than HTTP passes through."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get(REQUEST_ID, "")
        request_id = given if _SAFE_ID.match(given) else uuid4().hex
        scope["psra_request_id"] = request_id
        status = 0

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers[REQUEST_ID] = request_id
                headers["x-content-type-options"] = "nosniff"
            await send(message)

        started = time.perf_counter()
        with bound(request_id=request_id):
            try:
                await self._app(scope, receive, send_with_id)
            except Exception:  # noqa: BLE001 (the last catch: nothing leaves without a code)
                log().exception("failed", method=scope["method"], route=_route(scope))
                if status == 0:
                    failure = InternalFailure(
                        "the service failed; nothing was changed.", remedy="Tell its operator the request id."
                    )
                    await problem(Request(scope), failure)(scope, receive, send_with_id)
                status = status or 500
            seconds = time.perf_counter() - started
            self._measure(_route(scope), scope["method"], status, seconds)
            log().info(
                "request",
                method=scope["method"],
                route=_route(scope),
                status=status,
                milliseconds=round(seconds * 1e3, 2),
            )


class BodyLimit:
    """Refuses a body that is larger than its route allows, by its declared length or while it arrives."""

    def __init__(self, app: ASGIApp, default: int, limits: dict[str, int | None]) -> None:
        self._app = app
        self._default = default
        self._limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is within the limit; None is no limit."""
        limit = self._limits.get(scope.get("path", ""), self._default)
        if scope["type"] != "http" or limit is None:
            await self._app(scope, receive, send)
            return
        too_large = BodyTooLarge(f"the body is larger than {limit} bytes.", remedy="Send it in parts, or by :batch.")
        declared = Headers(scope=scope).get("content-length", "0")
        if declared.isdigit() and int(declared) > limit:
            await problem(Request(scope), too_large, {"connection": "close"})(scope, receive, send)
            return
        received = 0

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > limit:
                raise too_large
            return message

        await self._app(scope, counted, send)


def _route(scope: Scope) -> str:
    """The route's template: a path with ids in it would be a label without end."""
    return str(getattr(scope.get("route"), "path", "unmatched"))
