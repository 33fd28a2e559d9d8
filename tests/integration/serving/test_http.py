"""The API over HTTP, on real PostgreSQL: answers, certificates, problems."""

from __future__ import annotations

import hashlib
import json
import socket
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from fastapi.testclient import TestClient
from httpx import Response
from pydantic import SecretStr
from structlog.testing import capture_logs

from psra_assets.foundation.settings import Settings
from serving.app import BODY_LIMIT, create_app
from serving.evaluations.service import LONGEST_LINE
from serving.server import AddressUnavailable, run
from serving.web.services import Services
from tests.integration.serving.law import TODAY, Law, ScriptedBook, case, request_document, request_json


@pytest.fixture
def book(law: Law) -> ScriptedBook:
    return ScriptedBook(law)


@pytest.fixture
def client(serving_url: str, book: ScriptedBook) -> Iterator[TestClient]:
    """The application for a tenant of the test's own; its rule book is scripted."""
    settings = Settings(database_url=SecretStr(serving_url), tenant=uuid4())
    app = create_app(settings, today=lambda: TODAY, release_interval=0, load_rules=lambda _: book.loaded())
    with TestClient(app) as client:
        yield client


def problem(response: Response, status: int, code: str) -> dict[str, Any]:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    document: dict[str, Any] = response.json()
    assert (document["status"], document["code"]) == (status, code)
    assert document["type"] == f"urn:psra:error:{code}"
    assert document["request_id"] == response.headers["x-request-id"]
    return document


def post(client: TestClient, path: str, content: bytes, media: str = "application/json", **headers: str) -> Response:
    return client.post(path, content=content, headers={"content-type": media, **headers})


# Evaluations


def test_a_case_is_answered(client: TestClient) -> None:
    response = post(client, "/v1/evaluations", json.dumps({**case(), "agreements": ["eu-gb"]}).encode())
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json"
    assert response.json()["results"][0]["verdict"] == "originating"
    assert response.json()["as_of"] == "2026-11-24", "today's law where the case names no day"


def test_a_batch_is_answered_in_order(client: TestClient, book: ScriptedBook) -> None:
    cases = [{**case(), "case_id": f"c{number}", "agreements": ["eu-gb"]} for number in range(150)]
    body = b"\n\n".join(json.dumps(item).encode() for item in cases)
    response = post(client, "/v1/evaluations:batch", body, "application/x-ndjson")
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/x-ndjson"
    assert [json.loads(line)["case_id"] for line in response.text.splitlines()] == [f"c{n}" for n in range(150)]


def test_a_line_that_is_too_long_is_answered_in_its_place(client: TestClient) -> None:
    one = json.dumps({**case(), "agreements": ["eu-gb"]}).encode()
    body = b"\n".join([one, b" " * (LONGEST_LINE + 1), one, b"x" * (2 * LONGEST_LINE)])
    answers = [
        json.loads(line) for line in post(client, "/v1/evaluations:batch", body, "application/jsonl").iter_lines()
    ]
    assert [answer.get("error", {}).get("code") for answer in answers] == [None, "SRV542", None, "SRV542"]


# Certificates


def test_a_certificate_from_issue_to_revocation(client: TestClient) -> None:
    issued = post(client, "/v1/certificates", request_json(), **{"idempotency-key": "order-1"})
    assert issued.status_code == 201
    document = issued.json()
    path = issued.headers["location"]
    assert path == f"/v1/certificates/{document['certificate_id']}"
    assert (document["status"], document["number"], document["ledger_index"]) == ("pending", 1, 1)

    again = post(client, "/v1/certificates", request_json(), **{"idempotency-key": "order-1"})
    assert again.json()["certificate_id"] == document["certificate_id"]
    assert again.headers["idempotent-replayed"] == "true"

    shown = client.get(path)
    assert shown.json() == document
    pdf = client.get(path, headers={"accept": "application/pdf"})
    assert pdf.headers["content-type"] == "application/pdf"
    assert hashlib.sha256(pdf.content).hexdigest() == document["document_sha256"]
    assert pdf.headers["content-disposition"] == 'inline; filename="SAMPLE-LTSD-2026-000001.pdf"'
    problem(client.get(path, headers={"accept": "text/html"}), 406, "SRV535")

    found = post(client, "/v1/verify", pdf.content, "application/pdf").json()
    assert (found["verdict"], found["offline"]) == ("genuine", "not available until signatures")
    assert post(client, "/v1/verify", pdf.content + b" ", "application/pdf").json()["verdict"] == "altered"
    payload = json.dumps(document["payload"]).encode()
    assert post(client, "/v1/verify", payload).json()["verdict"] == "genuine"

    entry = client.get("/v1/ledger/entries/1").json()
    assert entry["document_sha256"] == document["document_sha256"]
    checkpoint = client.get("/v1/ledger/checkpoint").json()
    assert (checkpoint["size"], checkpoint["head_sha256"]) == (1, entry["entry_sha256"])

    wanted = json.dumps({"effective_on": "2026-12-24", "reason": "The granulate changed."}).encode()
    for _ in range(2):
        revoked = post(client, f"{path}:revoke", wanted, **{"idempotency-key": "r1"})
        assert revoked.status_code == 200, revoked.text
        assert (revoked.json()["status"], revoked.json()["revoked_from"]) == ("revoked", "2026-12-24")
    problem(post(client, f"{path}:revoke", wanted), 409, "DEC486")
    other = json.dumps({"effective_on": "2026-12-25", "reason": "Another."}).encode()
    problem(post(client, f"{path}:revoke", other, **{"idempotency-key": "r1"}), 409, "SRV537")
    assert client.get(path).json()["status"] == "revoked"
    assert post(client, "/v1/verify", pdf.content, "application/pdf").json()["verdict"] == "revoked"
    assert client.get("/v1/ledger/checkpoint").json()["size"] == 2


def test_a_certificate_is_issued_as_a_file(client: TestClient) -> None:
    response = post(client, "/v1/certificates", request_json(), accept="application/pdf")
    assert response.status_code == 201
    assert response.content.startswith(b"%PDF-")
    assert response.headers["vary"] == "accept"


def test_a_refused_declaration_says_each_reason(client: TestClient) -> None:
    bad = request_json(origin="Germany", countries=["EFTA"], signature_route="rubber stamp")
    document = problem(post(client, "/v1/certificates", bad), 422, "DEC499")
    assert [cause["code"] for cause in document["errors"]] == ["DEC424", "DEC426", "DEC445"]
    assert [cause["pointer"] for cause in document["errors"]] == ["/origin", "/countries/0", "/signature_route"]
    document = problem(post(client, "/v1/certificates", request_json(origin="Germany")), 422, "DEC424")
    assert document["remedy"] == "Write European Union (Germany)."


@pytest.mark.parametrize(
    ("content", "code", "pointer"),
    [
        (b"", "DEC480", "/"),
        (b"[]", "DEC480", "/"),
        (b'{"supplier": ', "DEC480", "/"),
        (b"\xff\xfe", "DEC480", "/"),
    ],
)
def test_what_is_no_request(client: TestClient, content: bytes, code: str, pointer: str) -> None:
    document = problem(post(client, "/v1/certificates", content), 422, code)
    assert document["pointer"] == pointer


def test_what_is_absent_is_named_with_its_rule(client: TestClient) -> None:
    document = request_document()
    del document["supplier"]["signatory"]["function"]
    found = problem(post(client, "/v1/certificates", json.dumps(document).encode()), 422, "DEC414")
    assert found["pointer"] == "/supplier/signatory/function"
    document = request_document()
    document["lines"][0]["designation"] = " "
    found = problem(post(client, "/v1/certificates", json.dumps(document).encode()), 422, "DEC417")
    assert found["pointer"] == "/lines/0/designation"
    document = request_document()
    document["lines"][0]["case"]["product"]["hs_kode"] = "1"
    found = problem(post(client, "/v1/certificates", json.dumps(document).encode()), 422, "DEC483")
    assert found["pointer"] == "/lines/0/case/product/hs_kode"


def test_unknown_certificates_and_entries(client: TestClient) -> None:
    problem(client.get(f"/v1/certificates/{uuid4()}"), 404, "DEC485")
    problem(client.get("/v1/certificates/none"), 422, "SRV536")
    problem(client.get("/v1/ledger/entries/1"), 404, "DEC487")
    problem(client.get("/v1/ledger/entries/0"), 422, "SRV536")
    revocation = json.dumps({"effective_on": "2026-12-24", "reason": "None"}).encode()
    problem(post(client, f"/v1/certificates/{uuid4()}:revoke", revocation), 404, "DEC485")
    problem(post(client, f"/v1/certificates/{uuid4()}:revoke", b"{}"), 422, "SRV536")


def test_an_idempotency_key_is_checked(client: TestClient) -> None:
    problem(post(client, "/v1/certificates", request_json(), **{"idempotency-key": "x" * 201}), 422, "SRV536")
    post(client, "/v1/certificates", request_json(), **{"idempotency-key": "k"})
    other = post(client, "/v1/certificates", request_json(place="Worms"), **{"idempotency-key": "k"})
    problem(other, 409, "SRV537")


# Law


def test_agreements_and_rules(client: TestClient, law: Law) -> None:
    listed = client.get("/v1/agreements").json()
    assert listed["release_id"] == law.release_id
    assert [(item["agreement_id"], item["rules"]) for item in listed["agreements"]] == [
        ("eu-ca", 1),
        ("eu-gb", 1),
        ("eu-jp", 1),
        ("gb-eu", 1),
    ]
    rules = client.get("/v1/rules", params={"agreement": "eu-gb", "hs_code": "392310"}).json()
    assert (rules["as_of"], rules["rules"][0]["id"]) == ("2026-11-24", "eu-gb:hs2017:3916-3926~1")
    problem(client.get("/v1/rules", params={"agreement": "eu-xx", "hs_code": "392310"}), 404, "SRV538")
    problem(client.get("/v1/rules", params={"agreement": "eu-gb", "hs_code": "39"}), 422, "SRV536")
    problem(client.get("/v1/rules", params={"hs_code": "392310"}), 422, "SRV536")


# Errors that any request can meet


def test_errors_of_http(client: TestClient) -> None:
    document = problem(client.get("/v1/nothing"), 404, "SRV531")
    assert document["remedy"] == "/openapi.json lists what there is."
    response = client.put("/v1/verify")
    problem(response, 405, "SRV532")
    assert response.headers["allow"] == "POST"
    problem(post(client, "/v1/evaluations", b"<case/>", "application/xml"), 415, "SRV534")
    problem(client.post("/v1/evaluations", content=b"{}"), 415, "SRV534")
    problem(post(client, "/v1/verify", b"hello", "application/pdf"), 422, "DEC490")


@pytest.mark.parametrize("is_declared", [True, False])
def test_a_body_has_a_limit(client: TestClient, is_declared: bool) -> None:
    content = b" " * (BODY_LIMIT + 1)
    body = content if is_declared else (content[start : start + 65536] for start in range(0, len(content), 65536))
    response = client.post("/v1/evaluations", content=body, headers={"content-type": "application/json"})
    problem(response, 413, "SRV533")


def test_request_ids_are_kept_or_made(client: TestClient) -> None:
    assert client.get("/healthz", headers={"x-request-id": "abc-1"}).headers["x-request-id"] == "abc-1"
    made = client.get("/healthz", headers={"x-request-id": "a b;c"}).headers["x-request-id"]
    assert len(made) == 32


def test_a_failure_says_nothing_of_its_cause(client: TestClient, book: ScriptedBook) -> None:
    def fail(case: bytes, as_of: str) -> bytes:
        raise RuntimeError("postgresql://user:secret@host")

    book.evaluate = fail  # type: ignore[method-assign]
    with capture_logs() as logs:
        response = post(client, "/v1/evaluations", b"{}")
    document = problem(response, 500, "SRV541")
    assert "secret" not in response.text
    assert [entry["event"] for entry in logs] == ["failed", "request"]
    assert document["title"] == "Internal failure"


def test_the_log_holds_no_body_header_or_query(client: TestClient) -> None:
    with capture_logs() as logs:
        post(
            client,
            "/v1/certificates",
            request_json(),
            **{"idempotency-key": "sesame", "authorization": "Bearer sesame"},
        )
        client.get("/v1/rules", params={"agreement": "sesame", "hs_code": "392310"})
    text = json.dumps(logs)
    assert "sesame" not in text
    assert "Böhmer" not in text
    assert [(entry["route"], entry["status"]) for entry in logs] == [("/v1/certificates", 201), ("/v1/rules", 404)]


# Operations


def test_health_readiness_metrics(client: TestClient, law: Law) -> None:
    assert client.get("/healthz").json() == {"status": "alive"}
    ready = client.get("/readyz")
    assert (ready.status_code, ready.json()["status"]) == (200, "ready")
    assert ready.json()["release_id"] == ready.json()["loaded_release_id"] == law.release_id
    post(client, "/v1/evaluations", json.dumps({**case(), "agreements": ["eu-gb"]}).encode())
    post(client, "/v1/certificates", request_json())
    client.get(f"/v1/certificates/{uuid4()}")
    text = client.get("/metrics").text
    assert 'psra_evaluation_results_total{verdict="originating"} 1.0' in text
    assert 'psra_certificates_issued_total{kind="sample"} 1.0' in text
    assert 'route="/v1/certificates/{certificate_id}",status="404"' in text
    assert f"psra_release_id {float(law.release_id)}" in text


def test_another_release_decides_at_once(client: TestClient, law: Law, book: ScriptedBook) -> None:
    before = client.get("/readyz").json()["loaded_release_id"]
    law.publish(law.agreements, law.rules)
    assert client.get("/readyz").json()["loaded_release_id"] == before + 1


def test_the_last_good_release_keeps_serving(client: TestClient, law: Law) -> None:
    asked = json.dumps({**case(), "agreements": ["eu-gb"]}).encode()
    with psycopg.connect(law.url) as superuser:
        superuser.execute("alter table published_v1.current_release rename to gone")
    try:
        assert post(client, "/v1/evaluations", asked).status_code == 200
        ready = client.get("/readyz")
        assert (ready.status_code, ready.json()["reasons"]) == (503, ["the published tables have not been built"])
        problem(client.get("/v1/agreements"), 503, "SRV512")
    finally:
        with psycopg.connect(law.url) as superuser:
            superuser.execute("alter table published_v1.gone rename to current_release")


def test_nothing_published_yet(serving_url: str, law: Law) -> None:
    with psycopg.connect(law.url) as superuser:
        superuser.execute("alter table published_v1.current_release rename to gone")
    try:
        settings = Settings(database_url=SecretStr(serving_url), tenant=uuid4())
        with TestClient(create_app(settings, today=lambda: TODAY)) as client:
            assert client.get("/healthz").status_code == 200
            assert client.get("/readyz").status_code == 503
            problem(post(client, "/v1/evaluations", b"{}"), 503, "SRV512")
            problem(post(client, "/v1/evaluations:batch", b"{}", "application/jsonl"), 503, "SRV512")
    finally:
        with psycopg.connect(law.url) as superuser:
            superuser.execute("alter table published_v1.gone rename to current_release")


def test_a_database_that_goes_away(serving_url: str, law: Law, book: ScriptedBook) -> None:
    name = f"psra_away_{uuid4().hex}"
    server = serving_url.rsplit("/", 1)[0]
    template = serving_url.rsplit("/", 1)[1]
    with psycopg.connect(f"{server}/postgres", autocommit=True) as superuser:
        superuser.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = %s", [template])
        superuser.execute(f'create database "{name}" template "{template}"')
        settings = Settings(database_url=SecretStr(f"{server}/{name}"), tenant=uuid4())
        app = create_app(settings, today=lambda: TODAY, release_interval=0, load_rules=lambda _: book.loaded())
        with TestClient(app) as client:
            services: Services = app.state.services
            services.pool.timeout = 0.3
            superuser.execute(f'drop database "{name}" with (force)')
            asked = json.dumps({**case(), "agreements": ["eu-gb"]}).encode()
            assert post(client, "/v1/evaluations", asked).status_code == 200, "decides by what it has loaded"
            problem(client.get("/v1/ledger/checkpoint"), 503, "SRV510")
            ready = client.get("/readyz")
            assert (ready.status_code, ready.json()["database"]) == (503, False)


def test_a_database_that_is_not_there_yet(book: ScriptedBook) -> None:
    settings = Settings(database_url=SecretStr("postgresql://nobody@127.0.0.1:1/none"), tenant=uuid4())
    app = create_app(settings, today=lambda: TODAY, load_rules=lambda _: book.loaded())
    with TestClient(app) as client:
        assert client.get("/healthz").status_code == 200
        ready = client.get("/readyz")
        assert (ready.status_code, ready.json()["reasons"]) == (503, ["the database does not answer"])
        problem(post(client, "/v1/evaluations", b"{}"), 503, "SRV510")


def test_an_address_that_is_taken() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(AddressUnavailable, match=r"cannot listen on 127.0.0.1:") as refused:
            run(port=taken.getsockname()[1])
    assert refused.value.exit_status == 3
    with pytest.raises(AddressUnavailable):
        run(port=70000)
