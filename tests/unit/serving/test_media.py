"""Which media type is produced, by quality and by how specific a range is."""

from __future__ import annotations

import pytest
from starlette.requests import Request

from serving.errors import NotAcceptable, UnsupportedMediaType
from serving.web.media import JSON, PDF, content_type, negotiate


def request(**headers: str) -> Request:
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "headers": raw})


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("*/*", JSON),
        ("application/*", JSON),
        ("application/pdf", PDF),
        ("application/pdf, */*;q=0.5", PDF),
        ("application/json;q=0.2, application/pdf;q=0.8", PDF),
        ("text/html, application/*;q=0.1", JSON),
        ("*/*;q=0.9, application/json;q=0", PDF),
        ("APPLICATION/PDF", PDF),
        ("application/pdf;q=none, */*", JSON),
    ],
)
def test_the_best_acceptable_form_is_chosen(accept: str, chosen: str) -> None:
    assert negotiate(request(accept=accept), (JSON, PDF)) == chosen


def test_without_accept_the_first_form_is_chosen() -> None:
    assert negotiate(request(), (JSON, PDF)) == JSON


@pytest.mark.parametrize("accept", ["text/html", "application/json;q=0", ""])
def test_nothing_acceptable(accept: str) -> None:
    with pytest.raises(NotAcceptable):
        negotiate(request(accept=accept), (JSON,))


def test_the_media_type_of_a_body() -> None:
    assert content_type(request(content_type="Application/JSON; charset=utf-8"), (JSON,)) == JSON
    for given in ("text/plain", ""):
        with pytest.raises(UnsupportedMediaType):
            content_type(request(content_type=given), (JSON, PDF))
