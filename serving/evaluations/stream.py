"""A response that is streamed while the request's body is still being read."""

from __future__ import annotations

from starlette.requests import ClientDisconnect
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send


class DuplexResponse(StreamingResponse):
    """Streams without listening for a disconnect.

    Starlette's own listener receives messages to discard them, and would take the request's body away from whoever
    reads it. Here the reader meets the disconnect itself.
    """

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send until the stream or the client ends."""
        try:
            await self.stream_response(send)
        except (ClientDisconnect, OSError):
            return
