"""Errors of the service itself (SRV53x): what HTTP can get wrong."""

from __future__ import annotations

from psra_assets.foundation.errors import PsraError


class ServiceError(PsraError):
    """A request that the service could not take."""

    code = "SRV530"
    title = "Request refused"
    exit_status = 1
    http_status = 400


class NotFound(ServiceError):
    """There is no such resource."""

    code = "SRV531"
    title = "Not found"
    http_status = 404


class MethodNotAllowed(ServiceError):
    """The resource does not know this method."""

    code = "SRV532"
    title = "Method not allowed"
    http_status = 405


class BodyTooLarge(ServiceError):
    """The request's body is larger than the limit."""

    code = "SRV533"
    title = "Body too large"
    http_status = 413


class UnsupportedMediaType(ServiceError):
    """The body's media type is not one that the resource reads."""

    code = "SRV534"
    title = "Unsupported media type"
    http_status = 415


class NotAcceptable(ServiceError):
    """None of the media types in Accept can be produced."""

    code = "SRV535"
    title = "Not acceptable"
    http_status = 406


class InvalidRequest(ServiceError):
    """A parameter or the body does not fit the contract."""

    code = "SRV536"
    title = "Invalid request"
    http_status = 422


class IdempotencyConflict(ServiceError):
    """The Idempotency-Key was used with another request."""

    code = "SRV537"
    title = "Idempotency key reused"
    http_status = 409


class UnknownAgreement(NotFound):
    """No agreement of that id is published."""

    code = "SRV538"
    title = "Unknown agreement"
