"""Run the application under uvicorn."""

from __future__ import annotations

import uvicorn

from serving.app import create_app
from serving.web.logs import configure_logs


def run(host: str = "127.0.0.1", port: int = 8000) -> None:
    """Serve until a signal ends it. Logs are ours: one JSON object a line on standard error."""
    configure_logs()
    uvicorn.run(create_app(), host=host, port=port, log_config=None, access_log=False, server_header=False)
