"""Live runs against a fake publisher on real HTTP: conditional requests, retries, time-outs, truncation, limits."""

from __future__ import annotations

import gzip
import json
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from psra_assets.sources.errors import SourceError
from psra_assets.sources.fetch import Ingested, ingest
from psra_assets.sources.http import Fetcher, HttpSettings
from psra_assets.sources.landing import LandingStore
from psra_assets.sources.limits import Limits
from psra_assets.sources.live import LiveSettings
from tests.unit.sources.builders import envelope, measure, record, rule_file, rule_set, zipped

NOW = datetime(2026, 11, 24, tzinfo=UTC)
FAST = HttpSettings(connect_timeout=1, read_timeout=0.4, total_timeout=5, attempts=3, wait_initial=0.01, wait_max=0.02)
SCHEMES = json.dumps(
    {"schemes": [{"scheme_code": "eu", "title": "UK and EU"}, {"scheme_code": "peru", "title": "Peru"}]}
)
CHAPTER = {"id": "1", "type": "chapter", "attributes": {"goods_nomenclature_item_id": "3900000000"}}
ITEM = {"id": "2", "type": "goods_nomenclature", "attributes": {"goods_nomenclature_item_id": "3926909700"}}


@pytest.fixture
def store(tmp_path: Path) -> LandingStore:
    return LandingStore(tmp_path / "landing")


@pytest.fixture
def publisher(httpserver: HTTPServer) -> HTTPServer:
    """A publisher that answers with an ETag, and with 304 to whoever has it already."""

    def conditional(body: bytes, tag: str, media_type: str) -> object:
        def answer(request: Request) -> Response:
            if request.headers.get("If-None-Match") == tag:
                return Response(status=304, headers={"ETag": tag})
            return Response(body, headers={"ETag": tag}, mimetype=media_type)

        return answer

    for path, body, tag in (
        ("/rules/roo_schemes_uk.json", SCHEMES.encode(), '"s1"'),
        ("/rules/roo_schemes_uk/rule_sets/eu.json", rule_file(rule_set()), '"e1"'),
        ("/uk/api/chapters", json.dumps({"data": [CHAPTER]}).encode(), 'W/"c1"'),
        ("/uk/api/goods_nomenclatures/chapter/39", json.dumps({"data": [ITEM]}).encode(), 'W/"c39"'),
    ):
        httpserver.expect_request(path).respond_with_handler(conditional(body, tag, "application/json"))  # type: ignore[arg-type]
    httpserver.expect_request("/rules/roo_schemes_uk/rule_sets/peru.json").respond_with_data("", status=404)
    return httpserver


def settings(server: HTTPServer, **changes: object) -> LiveSettings:
    base = server.url_for("").rstrip("/")
    return replace(LiveSettings(hmrc_url=base, hmrc_rules_url=f"{base}/rules", http=FAST), **changes)  # type: ignore[arg-type]


def live(server: HTTPServer, store: LandingStore, *, now: datetime = NOW, **changes: object) -> Ingested:
    return ingest("live", store, now=now, live=settings(server, **changes))


def codes(ingested: Ingested) -> list[tuple[str, str]]:
    return [(finding.code, finding.place.rpartition("/")[2]) for finding in ingested.findings]


def test_a_live_run_reads_the_publishers_wire_formats(publisher: HTTPServer, store: LandingStore) -> None:
    steps: list[tuple[str, int, int]] = []
    ingested = ingest("live", store, now=NOW, live=settings(publisher), progress=lambda *step: steps.append(step))
    assert [(o.published.dataset, o.published.name, o.published.etag) for o in ingested.objects] == [
        ("schemes", "uk", '"s1"'),
        ("nomenclature", "uk/uk_chapters", 'W/"c1"'),
        ("rule_sets", "uk/eu", '"e1"'),
        ("nomenclature", "uk/uk_goods_nomenclatures_chapter_39", 'W/"c39"'),
    ]
    assert codes(ingested) == [("SRC633", "peru.json"), ("SRC614", "PSRA_TARIC_URL"), ("SRC614", "PSRA_WCO_URL")]
    assert steps[-1] == ("fetch hmrc", 5, 5)
    api = [request for request, _ in publisher.log if request.path.startswith("/uk/api")]
    assert {request.headers["Accept"] for request in api} == {"application/vnd.hmrc.2.0+json"}


def test_what_has_not_changed_is_not_fetched_again(publisher: HTTPServer, store: LandingStore) -> None:
    first = live(publisher, store)
    later = NOW + timedelta(days=1)
    second = live(publisher, LandingStore(store.root), now=later)
    assert [o.sha256 for o in second.objects] == [o.sha256 for o in first.objects]
    assert {(o.fetched_at, o.last_seen_at) for o in second.objects} == {(NOW, later)}
    statuses = [response.status_code for _, response in publisher.log[len(publisher.log) // 2 :]]
    assert sorted(statuses) == [304, 304, 304, 304, 404]


def test_bytes_that_were_lost_are_fetched_again(publisher: HTTPServer, store: LandingStore) -> None:
    live(publisher, store).objects[2].path.unlink()
    assert live(publisher, store).objects[2].read_bytes() == rule_file(rule_set())


def test_a_folder_listing_and_an_archive(publisher: HTTPServer, store: LandingStore) -> None:
    page = """<html><a href="../">up</a><a href="TGB1.xml">1</a><a href="x%20y.zip">2</a><a href="notes.txt">3</a>
    <a href="https://elsewhere.example/TGB9.xml">4</a><a href="TGB1.xml#a">5</a><a href="http://[bad/x.xml">6</a></html>"""
    archive = zipped({"TGB2.xml": envelope(number="2"), "TGB3.xml": envelope(number="3")})
    publisher.expect_request("/taric/").respond_with_data(page, content_type="text/html")
    publisher.expect_request("/taric/TGB1.xml").respond_with_data(envelope(record("measure", measure()), number="1"))
    last_modified = {"Last-Modified": "Mon, 23 Nov 2026 10:00:00 GMT"}

    def zip_answer(request: Request) -> Response:
        unchanged = request.headers.get("If-Modified-Since") == last_modified["Last-Modified"]
        return Response(status=304) if unchanged else Response(archive, headers=last_modified)

    publisher.expect_request("/taric/x y.zip").respond_with_handler(zip_answer)
    publisher.expect_request("/hs/hs2017.csv").respond_with_data("section,hscode,description\nVII,39,x\n")
    urls: dict[str, Any] = {"taric_url": publisher.url_for("/taric/"), "wco_url": publisher.url_for("/hs/hs2017.csv")}
    for _ in range(2):
        ingested = live(publisher, store, **urls)
        assert [o.published.name for o in ingested.of("taric")] == ["TGB1", "TGB2", "TGB3"]
        assert [o.published.name for o in ingested.of("hs")] == ["HS2017"]
    assert ingested.of("taric")[1].published.url.endswith("/taric/x%20y.zip!/TGB2.xml")
    assert [response.status_code for request, response in publisher.log if request.path == "/taric/x y.zip"] == [
        200,
        304,
    ]


def test_one_publisher_that_fails_does_not_stop_the_others(publisher: HTTPServer, store: LandingStore) -> None:
    publisher.expect_request("/taric/").respond_with_data("no", status=403)
    publisher.expect_request("/hs/hs.csv").respond_with_data("section,name\nVII,x\n")
    urls: dict[str, Any] = {"taric_url": publisher.url_for("/taric/"), "wco_url": publisher.url_for("/hs/hs.csv")}
    ingested = live(publisher, store, **urls)
    assert ("SRC610", "") in codes(ingested)
    assert len(ingested.of("hs")) == 1
    assert len(ingested.of("hmrc")) == 4


def test_a_broken_scheme_list_is_a_finding(httpserver: HTTPServer, store: LandingStore) -> None:
    httpserver.expect_request("/rules/roo_schemes_uk.json").respond_with_data('{"schemes": ')
    httpserver.expect_request("/uk/api/chapters").respond_with_json({"data": [CHAPTER, {"type": "chapter"}]})
    httpserver.expect_request("/uk/api/goods_nomenclatures/chapter/39").respond_with_data("oops")
    ingested = live(httpserver, store)
    assert codes(ingested)[0] == ("SRC620", "roo_schemes_uk.json:1:13")
    assert codes(ingested)[1] == ("SRC620", "39:1:1")
    assert [o.published.name for o in ingested.objects] == ["uk/uk_chapters"]


def test_chapters_can_be_narrowed(publisher: HTTPServer, store: LandingStore) -> None:
    ingested = live(publisher, store, chapters=("40",))
    assert [o.published.name for o in ingested.of("hmrc", "nomenclature")] == ["uk/uk_chapters"]


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    with Fetcher(FAST, Limits()) as instance:
        yield instance


def failing(fetcher: Fetcher, url: str) -> SourceError:
    with pytest.raises(SourceError) as error:
        fetcher.get(url)
    return error.value


def test_a_server_that_recovers(httpserver: HTTPServer, fetcher: Fetcher) -> None:
    httpserver.expect_ordered_request("/x").respond_with_data("", status=500)
    httpserver.expect_ordered_request("/x").respond_with_data("", status=429, headers={"Retry-After": "0"})
    httpserver.expect_ordered_request("/x").respond_with_data("fine")
    assert fetcher.get(httpserver.url_for("/x")).data == b"fine"


def test_a_server_that_does_not_recover(httpserver: HTTPServer, fetcher: Fetcher) -> None:
    httpserver.expect_request("/x").respond_with_data("", status=503)
    error = failing(fetcher, httpserver.url_for("/x"))
    assert (error.code, len(httpserver.log)) == ("SRC610", 3)
    assert "status 503" in error.message


@pytest.mark.parametrize("status", [400, 403, 404, 410])
def test_a_refusal_is_not_tried_again(httpserver: HTTPServer, fetcher: Fetcher, status: int) -> None:
    httpserver.expect_request("/x").respond_with_data("", status=status)
    error = failing(fetcher, httpserver.url_for("/x"))
    assert (error.code, error.place, len(httpserver.log)) == ("SRC610", httpserver.url_for("/x"), 1)


def test_a_server_that_hangs(httpserver: HTTPServer, fetcher: Fetcher) -> None:
    def sleepy(_: Request) -> Response:
        time.sleep(0.7)
        return Response("late")

    httpserver.expect_request("/x").respond_with_handler(sleepy)
    assert failing(fetcher, httpserver.url_for("/x")).code == "SRC611"


def test_an_answer_that_trickles(httpserver: HTTPServer) -> None:
    def trickle(_: Request) -> Response:
        def slowly() -> Iterator[bytes]:
            for _ in range(20):
                yield b"x"
                time.sleep(0.05)

        return Response(slowly())

    httpserver.expect_request("/x").respond_with_handler(trickle)
    with Fetcher(replace(FAST, total_timeout=0.3), Limits()) as slow:
        assert failing(slow, httpserver.url_for("/x")).code == "SRC611"


def test_an_answer_that_is_too_large(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/announced").respond_with_data("x" * 100)
    httpserver.expect_request("/streamed").respond_with_handler(lambda _: Response(iter([b"x" * 60, b"x" * 60])))
    with Fetcher(replace(FAST, max_bytes=99), Limits()) as small:
        for path in ("/announced", "/streamed"):
            assert failing(small, httpserver.url_for(path)).code == "SRC613"


def test_compressed_answers_are_expanded_within_limits(httpserver: HTTPServer, fetcher: Fetcher) -> None:
    headers = {"Content-Encoding": "gzip"}
    httpserver.expect_request("/x").respond_with_data(gzip.compress(b"{}"), headers=headers)
    httpserver.expect_request("/bomb").respond_with_data(gzip.compress(b"0" * 20_000_000), headers=headers)
    httpserver.expect_request("/cut").respond_with_data(gzip.compress(b"0" * 1000)[:-9], headers=headers)
    assert fetcher.get(httpserver.url_for("/x")).data == b"{}"
    assert failing(fetcher, httpserver.url_for("/bomb")).code == "SRC603"
    assert failing(fetcher, httpserver.url_for("/cut")).code == "SRC602"


@pytest.fixture
def cutting_server() -> Iterator[str]:
    """A server that announces 100 bytes and hangs up after five."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(5)

    def serve() -> None:
        for _ in range(FAST.attempts):
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                connection.recv(4096)
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort")

    thread = threading.Thread(target=serve)
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}/x"
    listener.close()
    thread.join()


def test_an_answer_that_is_cut_short(cutting_server: str, fetcher: Fetcher) -> None:
    assert failing(fetcher, cutting_server).code == "SRC612"


def test_no_server_and_no_http(fetcher: Fetcher) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    assert failing(fetcher, f"http://127.0.0.1:{port}/x").code == "SRC610"
    assert failing(fetcher, "file:///etc/passwd").code == "SRC610"
    assert failing(fetcher, "http://[bad").code == "SRC610"


def test_redirects_are_followed_but_not_to_files(httpserver: HTTPServer, fetcher: Fetcher) -> None:
    httpserver.expect_request("/old").respond_with_data("", status=302, headers={"Location": "/new"})
    httpserver.expect_request("/new").respond_with_data("moved")
    httpserver.expect_request("/trap").respond_with_data("", status=302, headers={"Location": "file:///etc/passwd"})
    assert fetcher.get(httpserver.url_for("/old")).data == b"moved"
    assert failing(fetcher, httpserver.url_for("/trap")).code == "SRC610"


def test_retries_print_nothing_on_standard_output(
    httpserver: HTTPServer, fetcher: Fetcher, capfd: pytest.CaptureFixture[str]
) -> None:
    httpserver.expect_request("/x").respond_with_data("", status=500)
    failing(fetcher, httpserver.url_for("/x"))
    assert capfd.readouterr().out == ""


def test_addresses_come_from_the_environment() -> None:
    found = LiveSettings.from_environment(
        {"PSRA_HMRC_URL": "http://h", "PSRA_TARIC_URL": "http://t", "PSRA_WCO_URL": ""}
    )
    assert (found.hmrc_url, found.taric_url, found.wco_url) == ("http://h", "http://t", None)
    assert LiveSettings.from_environment({}).hmrc_rules_url.startswith("https://")
