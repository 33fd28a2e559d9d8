"""Structured logs: one JSON object a line on standard error; never a body, a header or an address with a password.

structlog brings rich and pygments along, a fifth of the application's import time. It is imported when something is
said, not when the application is.
"""

from __future__ import annotations

import logging
import sys
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from structlog.typing import FilteringBoundLogger


def log() -> FilteringBoundLogger:
    """The service's logger."""
    import structlog

    logger: FilteringBoundLogger = structlog.get_logger("serving")
    return logger


def bound(**values: str) -> AbstractContextManager[None]:
    """Every line within bears these values."""
    from structlog.contextvars import bound_contextvars

    return bound_contextvars(**values)


def configure_logs(level: int = logging.INFO) -> None:
    """Configure structlog for this process, once, at its edge."""
    import structlog
    from structlog.tracebacks import ExceptionDictTransformer

    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            # Without the frames' variables: a case or a password may stand in them.
            structlog.processors.ExceptionRenderer(ExceptionDictTransformer(show_locals=False)),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )
