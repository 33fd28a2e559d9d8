"""Run the application under uvicorn."""

from __future__ import annotations

import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from psra_assets.foundation.errors import EnvironmentFault
from serving.app import create_app
from serving.web.logs import configure_logs, log


class AddressUnavailable(EnvironmentFault):
    """The address to listen on is taken, or not this machine's."""

    code = "SRV543"
    title = "Address unavailable"


class NotStarted(EnvironmentFault):
    """The application did not start; the log says why."""

    code = "SRV544"
    title = "Service not started"


class _Server(uvicorn.Server):
    """Ends on SIGINT and SIGTERM and then returns.

    uvicorn raises the signal again once it has shut down, which kills the process before its caller can stop what it
    started beside the server (Dagster, the embedded database).
    """

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Handle both signals for as long as the server runs."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {number: signal.signal(number, self.handle_exit) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def run(host: str = "127.0.0.1", port: int = 8000) -> None:
    """Serve until a signal ends it; port 0 takes a free one. Logs are one JSON object a line on standard error.

    Raises ``AddressUnavailable`` or ``NotStarted``.
    """
    configure_logs()
    app = create_app()
    server = _Server(uvicorn.Config(app, log_config=None, access_log=False, server_header=False))
    with _listening(host, port) as listener:
        log().info("listening", address="http://{}:{}".format(*listener.getsockname()[:2]))
        server.run(sockets=[listener])
    if not server.started:
        raise NotStarted("the application did not start.", remedy="`psra doctor` says what is missing.")


def _listening(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(2048)  # who asks now is answered once the application has started
    except (OSError, OverflowError) as error:
        raise AddressUnavailable(
            f"cannot listen on {host}:{port}: {error}.", remedy="Choose another --port."
        ) from error
    return listener
