"""Fetching: conditional requests, retries, time-outs and size limits. The landing store is the cache."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType

import httpx
import stamina

from psra_assets.sources.errors import (
    FetchFailed,
    FetchTimeout,
    NotFoundAtPublisher,
    ResponseTooLarge,
    ResponseTruncated,
    SourceError,
)
from psra_assets.sources.limits import Limits
from psra_assets.sources.unpack import gunzip

_LOG = logging.getLogger(__name__)
_LAST_MODIFIED = "last-modified:"


@dataclass(frozen=True, slots=True)
class HttpSettings:
    """Times in seconds. ``attempts`` counts the first one. A publisher that is down is given up on within a minute."""

    connect_timeout: float = 10.0
    read_timeout: float = 30.0
    total_timeout: float = 180.0
    attempts: int = 4
    wait_initial: float = 0.5
    wait_max: float = 8.0
    max_bytes: int = 256 << 20
    user_agent: str = "psra-ltsd"


@dataclass(frozen=True, slots=True)
class Response:
    """An answer. ``data`` is None where the publisher says that nothing changed (304)."""

    url: str
    data: bytes | None
    etag: str | None
    media_type: str


class _Busy(Exception):
    """The server answered 429 or 5xx: worth another try, after ``retry_after`` seconds if it said so."""

    def __init__(self, status: int, retry_after: float | None) -> None:
        super().__init__(f"status {status}")
        self.status = status
        self.retry_after = retry_after


class Fetcher:
    """One HTTP client for one run. Use as a context manager."""

    def __init__(self, settings: HttpSettings, limits: Limits) -> None:
        stamina.instrumentation.set_on_retry_hooks([_log_retry])  # the default prints to standard output
        self._settings = settings
        self._limits = limits
        self._client = httpx.Client(
            timeout=httpx.Timeout(settings.read_timeout, connect=settings.connect_timeout),
            follow_redirects=True,
            max_redirects=5,
            headers={"User-Agent": settings.user_agent, "Accept-Encoding": "gzip"},
        )

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def get(self, url: str, *, headers: Mapping[str, str] | None = None, etag: str | None = None) -> Response:
        """GET with retries. ``etag`` makes it conditional. Raises SRC610 to SRC613."""
        if not url.startswith(("http://", "https://")):
            raise FetchFailed("Only http and https addresses are fetched.", place=url)
        request_headers = {**(headers or {}), **_conditions(etag)}
        try:
            for attempt in stamina.retry_context(
                on=_retry,
                attempts=self._settings.attempts,
                timeout=self._settings.total_timeout,
                wait_initial=self._settings.wait_initial,
                wait_max=self._settings.wait_max,
                wait_jitter=self._settings.wait_initial / 2,
            ):
                with attempt:
                    return self._once(url, request_headers)
        except (httpx.HTTPError, httpx.InvalidURL, _Busy) as error:
            raise _failure(error, url) from error
        raise FetchFailed("No attempt was made.", place=url, remedy="Allow at least one attempt.")

    def _once(self, url: str, headers: Mapping[str, str]) -> Response:
        end = time.monotonic() + self._settings.total_timeout
        with self._client.stream("GET", url, headers=headers) as response:
            if response.status_code == httpx.codes.NOT_MODIFIED:
                return Response(url, None, _validator(response.headers), "")
            if response.status_code == httpx.codes.TOO_MANY_REQUESTS or response.is_server_error:
                raise _Busy(response.status_code, _retry_after(response.headers))
            if response.status_code == httpx.codes.NOT_FOUND:
                raise NotFoundAtPublisher("The publisher has no such file.", place=url)
            if response.status_code != httpx.codes.OK:
                raise FetchFailed(
                    f"The publisher answers {response.status_code}.", place=url, remedy="Check the address that is set."
                )
            data = self._body(response, url, end)
            media_type = response.headers.get("Content-Type", "application/octet-stream").partition(";")[0].strip()
            return Response(url, data, _validator(response.headers), media_type)

    def _body(self, response: httpx.Response, url: str, end: float) -> bytes:
        out = bytearray()
        announced = response.headers.get("Content-Length", "")
        if announced.isdecimal() and int(announced) > self._settings.max_bytes:
            raise _too_large(url, self._settings.max_bytes)
        for chunk in response.iter_raw():
            out += chunk
            if len(out) > self._settings.max_bytes:
                raise _too_large(url, self._settings.max_bytes)
            if time.monotonic() > end:
                raise FetchTimeout(
                    f"The answer took more than {self._settings.total_timeout:g} s.",
                    place=url,
                    remedy="Try again later.",
                )
        if response.headers.get("Content-Encoding", "").lower() == "gzip":
            return gunzip(bytes(out), place=url, limits=self._limits)
        return bytes(out)


def _log_retry(details: stamina.instrumentation.RetryDetails) -> None:
    _LOG.warning("try %d failed (%s); waiting %.1f s", details.retry_num, details.caused_by, details.wait_for)


def _conditions(etag: str | None) -> dict[str, str]:
    if etag is None:
        return {}
    if etag.startswith(_LAST_MODIFIED):
        return {"If-Modified-Since": etag.removeprefix(_LAST_MODIFIED)}
    return {"If-None-Match": etag}


def _validator(headers: httpx.Headers) -> str | None:
    if headers.get("ETag"):
        return str(headers["ETag"])
    return f"{_LAST_MODIFIED}{headers['Last-Modified']}" if headers.get("Last-Modified") else None


def _retry_after(headers: httpx.Headers) -> float | None:
    value = headers.get("Retry-After", "")
    return min(float(value), 60.0) if value.isdecimal() else None


def _retry(error: Exception) -> bool | float:
    """Broken connections, time-outs and busy servers pass; what the server refuses for good does not."""
    if isinstance(error, _Busy):
        return error.retry_after if error.retry_after is not None else True
    return isinstance(error, httpx.TransportError) and not isinstance(error, httpx.UnsupportedProtocol)


def _failure(error: Exception, url: str) -> SourceError:
    if isinstance(error, httpx.TimeoutException):
        return FetchTimeout("The publisher does not answer in time.", place=url, remedy="Try again later.")
    if isinstance(error, httpx.RemoteProtocolError):
        return ResponseTruncated("The answer ends before its announced length.", place=url, remedy="Try again later.")
    reason = str(error) or type(error).__name__
    return FetchFailed(
        f"The publisher cannot be read: {reason}.", place=url, remedy="Check the network and the address."
    )


def _too_large(url: str, limit: int) -> ResponseTooLarge:
    return ResponseTooLarge(
        f"The answer has more than {limit} bytes.", place=url, remedy="Check the address that is set."
    )
