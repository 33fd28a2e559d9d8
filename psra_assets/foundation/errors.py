"""The base of the error catalogue: an error is an interface.

Each error a user can meet is a subclass with a stable code. Ranges: ``RAC1xx`` syntax, ``RAC2xx`` law,
``ENG3xx`` evaluation, ``DEC4xx`` declarations, ``SRV5xx`` service and environment, ``SRC6xx`` sources.
"""

from __future__ import annotations

from typing import ClassVar

CATALOGUE: dict[str, type[PsraError]] = {}


class PsraError(Exception):
    """An error with a stable code, a sentence that says what to do, and a place.

    ``place`` is ``file:line:column``, a JSON pointer or a row; ``remedy`` is what the reader does next.
    ``exit_status`` is what the command line ends with: 1 bad input, 2 wrong usage, 3 environment or our fault.
    """

    code: ClassVar[str] = "SRV500"
    title: ClassVar[str] = "Internal failure"
    exit_status: ClassVar[int] = 3
    http_status: ClassVar[int] = 500

    def __init__(self, message: str, *, place: str | None = None, remedy: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.remedy = remedy

    def __init_subclass__(cls, **kwargs: object) -> None:
        super().__init_subclass__(**kwargs)
        code = cls.__dict__.get("code")
        if code is None:
            return
        known = CATALOGUE.get(code)
        if known is not None and known.__qualname__ != cls.__qualname__:
            raise TypeError(f"error code {code} is used by {known.__qualname__} and {cls.__qualname__}")
        CATALOGUE[code] = cls

    def __str__(self) -> str:
        head = f"{self.place}: " if self.place else ""
        tail = f" {self.remedy}" if self.remedy else ""
        return f"{head}{self.code} {self.message}{tail}"


class InputError(PsraError):
    """A user's input could not be used."""

    code = "SRV501"
    title = "Unusable input"
    exit_status = 1
    http_status = 422


class UsageError(PsraError):
    """The command was called wrongly."""

    code = "SRV502"
    title = "Wrong usage"
    exit_status = 2
    http_status = 400


class EnvironmentFault(PsraError):
    """Something the platform needs is missing or does not answer."""

    code = "SRV503"
    title = "Environment"
    exit_status = 3
    http_status = 503


class DatabaseUnavailable(EnvironmentFault):
    """PostgreSQL cannot be started or reached."""

    code = "SRV510"
    title = "Database unavailable"


class SecretUnavailable(EnvironmentFault):
    """A secret is neither in the environment nor in the vault."""

    code = "SRV511"
    title = "Secret unavailable"


class NothingPublished(EnvironmentFault):
    """No release of the rule tables has been published yet."""

    code = "SRV512"
    title = "Nothing published"
