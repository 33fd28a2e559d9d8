"""The authored law, published, decided natively, declared, verified: nothing stands in for anything."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import psra_native
import psycopg
import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from pydantic import SecretStr
from schemathesis.specs.openapi.checks import positive_data_acceptance

from psra_assets.contracts.advice import Advice
from psra_assets.contracts.answer import Answer
from psra_assets.foundation.rulebook import load_rulebook
from psra_assets.foundation.settings import Settings
from serving.app import create_app
from serving.certificates import service
from serving.certificates.determination import V022
from serving.verify.service import verify
from serving.web.examples import CASE, DECLARATION_REQUEST
from tests.integration.serving.law import TODAY, Law, case, request_document

ROOT = Path(__file__).resolve().parents[3]
DOCUMENTS = ROOT / "psra_assets" / "rac" / "documents"
SAMPLE_REQUEST = ROOT / "psra_assets" / "determinations" / "portfolio" / "ltsd_request.json"
Connection = psycopg.Connection[Any]


@pytest.fixture
def authored(law: Law) -> Law:
    """The project's own documents as the current release; the next test's law replaces them."""
    documents = [
        json.loads(psra_native.to_canonical_json(str(file), file.read_bytes()))
        for file in sorted(DOCUMENTS.glob("*/*.yaml"))
    ]
    law.publish(
        [document for document in documents if document["kind"] == "agreement"],
        [document for document in documents if document["kind"] == "rules"],
    )
    return law


@pytest.fixture
def client(serving_url: str, authored: Law) -> Iterator[TestClient]:
    app = create_app(Settings(database_url=SecretStr(serving_url), tenant=uuid4()), today=lambda: TODAY)
    with TestClient(app) as client:
        yield client


def test_the_rule_book_is_whole_again(connection: Connection, authored: Law) -> None:
    """Rows put together give the answers that the files give (the order of a source's members aside)."""
    loaded = load_rulebook(connection)
    files = psra_native.RuleBook.load([(str(file), file.read_bytes()) for file in DOCUMENTS.glob("*/*.yaml")])
    assert loaded.release_id == authored.release_id
    assert loaded.book.agreements() == files.agreements()
    for agreement in files.agreements():
        for code in ("392310", "400110", "401110", "392690"):
            asked = json.dumps({**case(hs_code=code), "agreements": [agreement]}).encode()
            found = [json.loads(book.evaluate(asked, "2026-11-24")) for book in (loaded.book, files)]
            assert found[0] == found[1]
            rules = [json.loads(book.rules_for(agreement, code, "2026-11-24")) for book in (loaded.book, files)]
            assert rules[0] == rules[1]


def test_the_application_can_read_all_that_it_needs(serving_url: str, authored: Law) -> None:
    from psra_assets.foundation.unit_of_work import unit_of_work

    with psycopg.connect(serving_url) as opened, unit_of_work(opened, role="psra_app") as work:
        assert load_rulebook(work).release_id == authored.release_id


def test_advice_on_the_authored_law(client: TestClient) -> None:
    bill = {**case(), "agreements": ["eu-gb"]}
    bill["materials"] = [{**bill["materials"][0], "hs_code": bill["product"]["hs_code"]}]
    advice = client.post("/v1/evaluations:advise", json=bill)
    assert advice.status_code == 200
    result = Advice.model_validate_json(advice.content).results[0]
    assert result.verdict == "non_originating"
    assert result.turned_by
    assert result.turned_by.sets[0].changes[0].change == "originating"
    refused = client.post("/v1/evaluations:advise", json={**bill, "surprise": 1})
    assert (refused.status_code, refused.json()["code"], refused.json()["pointer"]) == (422, "ENG301", "/surprise")


def test_a_declaration_on_the_authored_law(connection: Connection, authored: Law) -> None:
    tenant = uuid4()
    document = request_document(countries=["GB", "Japan"], period={"from": "2026-12-01", "to": "2026-12-31"})
    issued = service.issue_json(connection, json.dumps(document).encode(), tenant=tenant, today=TODAY)
    assert [country.agreement for country in issued.payload.countries] == ["eu-gb", "eu-jp"]
    assert issued.payload.sample
    assert any("not verified" in reason for reason in issued.payload.sample_reasons)
    cited = issued.payload.lines[0].determinations[0].rules[0]
    with connection.transaction():
        published = connection.execute(
            "select rule_sha256 from published_v1.rules where rule_id = %s", [cited.id]
        ).fetchone()
    assert published == (cited.sha256,), "the engine's digest of the rule is the published one"
    assert issued.payload.engine == f"psra-engine {psra_native.__version__}"
    assert verify(connection, issued.pdf, tenant=tenant).is_genuine


def test_a_product_of_the_same_material_is_refused(connection: Connection, authored: Law) -> None:
    line = request_document()["lines"][0]
    line["case"]["materials"][0]["hs_code"] = "392310"
    with pytest.raises(V022, match=r"line 1 is non-originating for United Kingdom \(GB\) under eu-gb") as refused:
        service.issue_json(connection, json.dumps(request_document(lines=[line])).encode(), tenant=uuid4(), today=TODAY)
    assert refused.value.code == "DEC422"


def test_a_missing_fact_is_asked_for(connection: Connection, authored: Law) -> None:
    line = request_document()["lines"][0]
    del line["case"]["operations"]
    with pytest.raises(V022, match="Missing: "):
        service.issue_json(connection, json.dumps(request_document(lines=[line])).encode(), tenant=uuid4(), today=TODAY)


def test_the_sample_request_of_the_main_job(connection: Connection, authored: Law) -> None:
    """The file that `psra run` issues, on the day on which it says it may be."""
    if not SAMPLE_REQUEST.is_file():
        pytest.fail(f"{SAMPLE_REQUEST} is missing")
    content = SAMPLE_REQUEST.read_bytes()
    start = date.fromisoformat(json.loads(content)["period"]["from"])
    tenant = uuid4()
    issued = service.issue_json(connection, content, tenant=tenant, today=start)
    assert verify(connection, issued.pdf, tenant=tenant).is_genuine


def test_the_examples_of_the_documentation_work(client: TestClient) -> None:
    answered = client.post("/v1/evaluations", json={**CASE, "agreements": ["eu-gb"]})
    assert Answer.model_validate(answered.json()).results[0].verdict == "originating"
    issued = client.post("/v1/certificates", json=DECLARATION_REQUEST)
    assert issued.status_code == 201, issued.text


def test_a_case_that_cannot_be_read_is_a_problem(client: TestClient) -> None:
    headers = {"content-type": "application/json"}
    response = client.post("/v1/evaluations", content=json.dumps({**case(), "colour": "red"}), headers=headers)
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert (response.json()["code"], response.json()["pointer"]) == ("ENG301", "/colour")
    for content in (b"", b"{", b"\xff", b"[" * 5000, b"null"):
        response = client.post("/v1/evaluations", content=content, headers=headers)
        assert response.status_code == 422
        assert response.json()["code"].startswith("ENG")


def test_an_unknown_agreement_is_answered_beside_the_others(client: TestClient) -> None:
    results = client.post("/v1/evaluations", json={**case(), "agreements": ["eu-gb", "eu-mars"]}).json()["results"]
    assert results[0]["verdict"] == "originating"
    assert results[1]["error"]["code"].startswith("ENG")


def test_a_batch_goes_on_behind_a_bad_case(client: TestClient) -> None:
    good = json.dumps({**case(), "agreements": ["eu-gb"]})
    response = client.post(
        "/v1/evaluations:batch", content=f"{good}\n{{\n{good}", headers={"content-type": "application/x-ndjson"}
    )
    answers = [json.loads(line) for line in response.text.splitlines()]
    assert ["error" in answer for answer in answers] == [False, True, False]


def test_the_rules_for_a_code(client: TestClient) -> None:
    asked = {"agreement": "eu-gb", "hs_code": "392310", "as_of": "2026-12-01"}
    found = client.get("/v1/rules", params=asked).json()
    assert [rule["id"] for rule in found["rules"]] == ["eu-gb:hs2017:392310-392350~1"]
    assert found["as_of"] == "2026-12-01"
    unknown = client.get("/v1/rules", params=asked | {"hs_code": "000000"})
    assert (unknown.status_code, unknown.json()["code"]) == (422, "ENG308")


def test_rules_are_validated_where_they_stand(client: TestClient) -> None:
    file = DOCUMENTS / "eu-gb" / "39.yaml"
    yaml = {"content-type": "application/yaml"}
    good = client.post("/v1/rules:validate", content=file.read_bytes(), headers=yaml).json()
    assert good["valid"], good
    broken = file.read_bytes().replace(b"type: CTSH", b"type: Ctsh", 1)
    bad = client.post("/v1/rules:validate", content=broken, headers=yaml).json()
    assert not bad["valid"]
    line = broken.split(b"\n").index(next(text for text in broken.split(b"\n") if b"Ctsh" in text)) + 1
    assert [item["line"] for item in bad["diagnostics"] if item["severity"] == "error"] == [line]
    assert not client.post("/v1/rules:validate", json={}).json()["valid"]
    (error,) = [item for item in bad["diagnostics"] if item["severity"] == "error"]
    (edit,) = error["fix"]["edits"]
    assert (edit["line"], edit["replacement"], error["fix"]["title"]) == (line, "CTSH", "write `CTSH`")


def test_a_lint_of_days_runs_on_the_day_that_is_asked_for(client: TestClient) -> None:
    file = DOCUMENTS / "eu-gb" / "85.yaml"

    def codes(**query: str) -> set[str]:
        answer = client.post(
            "/v1/rules:validate", content=file.read_bytes(), params=query, headers={"content-type": "application/yaml"}
        )
        return {item["code"] for item in answer.json()["diagnostics"]}

    assert "RAC249" not in codes()
    assert "RAC249" in codes(as_of="2026-11-28")
    assert "RAC249" not in codes(as_of="2025-11-28")


@pytest.mark.parametrize(
    ("headers", "params", "status"),
    [
        ({"content-type": "text/plain"}, {}, 415),
        ({"content-type": "application/yaml"}, {"as_of": "2026-02-30"}, 422),
    ],
)
def test_what_is_no_document_is_a_problem(
    client: TestClient, headers: dict[str, str], params: dict[str, str], status: int
) -> None:
    answer = client.post("/v1/rules:validate", content=b"rac: '2.0'", headers=headers, params=params)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")


def test_a_body_over_the_limit_is_not_read(client: TestClient) -> None:
    headers = {"content-type": "application/yaml"}
    answer = client.post("/v1/rules:validate", content=b"#" * (64 * 1024 * 1024 + 1), headers=headers)
    assert (answer.status_code, answer.headers["content-type"]) == (413, "application/problem+json")


def test_the_latency_of_an_evaluation(client: TestClient) -> None:
    """In process, without a network; a bound that only a mistake exceeds."""
    asked = json.dumps({**case(), "agreements": ["eu-gb"]}).encode()
    seconds = []
    for _ in range(60):
        started = time.perf_counter()
        client.post("/v1/evaluations", content=asked, headers={"content-type": "application/json"})
        seconds.append(time.perf_counter() - started)
    assert sorted(seconds)[30] < 0.25


@schemathesis.serializer("application/x-ndjson", "application/jsonl")
def json_lines(ctx: Any, value: Any) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")


def test_every_operation_keeps_its_contract(client: TestClient) -> None:
    """Generated requests against the OpenAPI document: no 5xx, declared statuses, bodies and headers."""
    schema = schemathesis.openapi.from_asgi("/openapi.json", client.app)
    seen = set()
    for found in schema.get_all_operations():
        operation = found.ok()
        seen.add(operation.definition.raw["operationId"])

        @settings(max_examples=6, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy())
        def exercise(case: schemathesis.Case) -> None:
            # Data that fits the schema may still be refused in law: the codes say why.
            case.call_and_validate(excluded_checks=[positive_data_acceptance])

        exercise()
    assert len(seen) == 15


def test_a_real_server(serving_url: str, authored: Law) -> None:
    """uvicorn in a process of its own: ready, a streamed batch, logs as JSON lines, a clean end."""
    environment = os.environ | {"PSRA_DATABASE_URL": serving_url, "PSRA_TENANT": str(uuid4())}
    command = [sys.executable, "-c", "from serving.server import run; run(port=0)"]
    process = subprocess.Popen(command, env=environment, cwd=ROOT, stderr=subprocess.PIPE)
    assert process.stderr is not None
    first = json.loads(process.stderr.readline())
    base = first["address"]
    try:
        assert httpx.get(f"{base}/readyz", timeout=60).status_code == 200
        good = json.dumps({**case(), "agreements": ["eu-gb"]}).encode() + b"\n"
        with httpx.stream(
            "POST",
            f"{base}/v1/evaluations:batch",
            content=(good for _ in range(300)),
            headers={"content-type": "application/x-ndjson"},
            timeout=30,
        ) as response:
            answers = [json.loads(line) for line in response.iter_lines()]
        assert [answer["results"][0]["verdict"] for answer in answers] == ["originating"] * 300
        assert "server" not in httpx.get(f"{base}/healthz").headers
    finally:
        process.send_signal(signal.SIGTERM)
        _, log = process.communicate(timeout=20)
    lines = [json.loads(line) for line in log.decode().splitlines()]
    assert process.returncode == 0
    assert [line["event"] for line in [first, *lines]][:2] == ["listening", "rules loaded"]
    assert {line["route"] for line in lines[1:]} == {"/readyz", "/v1/evaluations:batch", "/healthz"}
    assert serving_url.split("@", maxsplit=1)[0].rpartition(":")[2] not in log.decode(), "no password in the log"
