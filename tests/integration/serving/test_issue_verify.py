"""A declaration is issued on published rules, and verified byte by byte."""

from __future__ import annotations

import json
import random
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from psra_assets.contracts.declaration import CertificateStatus, VerificationVerdict
from psra_assets.contracts.ledger import LedgerCheckpoint
from serving.certificates import service
from serving.certificates.determination import V022, V027
from serving.certificates.errors import (
    AlreadyRevoked,
    CaseRefused,
    DeclarationRefused,
    ProofBarred,
    RestsOnAssumptions,
    RestsOnQuota,
    SampleOnly,
)
from serving.certificates.validity import V008, V030
from serving.certificates.wording import ANNEX_22_16_EN
from serving.errors import IdempotencyConflict
from serving.ledger.errors import LedgerBroken
from serving.ledger.service import verify_chain
from serving.verify.errors import NotVerifiable, TooLargeToVerify
from serving.verify.service import LARGEST, verify
from tests.integration.serving.law import (
    TODAY,
    Law,
    ScriptedBook,
    agreement,
    case,
    request_document,
    request_json,
    rules_document,
)

Connection = psycopg.Connection[Any]
VERIFIED = replace(ANNEX_22_16_EN, verified=True)


@pytest.fixture
def issued(connection: Connection, tenant: UUID, law: Law) -> service.IssuedCertificate:
    return issue(connection, tenant, law)


def issue(connection: Connection, tenant: UUID, law: Law, key: str | None = None, **changes: Any) -> Any:
    return service.issue_json(
        connection,
        request_json(**changes),
        tenant=tenant,
        today=TODAY,
        rulebook=ScriptedBook(law).loaded(),
        idempotency_key=key,
    )


def test_an_issued_file_is_genuine(connection: Connection, tenant: UUID, issued: service.IssuedCertificate) -> None:
    found = verify(connection, issued.pdf, tenant=tenant)
    assert found.verdict is VerificationVerdict.GENUINE
    assert found.is_genuine
    assert (found.certificate_id, found.ledger_index, found.sample) == (issued.certificate_id, 1, True)
    assert [check.passed for check in found.checks] == [True] * 5
    assert found.checks[-1].name == "sample"
    assert found.offline == "not available until signatures"


def test_the_payload_is_genuine_too(connection: Connection, tenant: UUID, issued: service.IssuedCertificate) -> None:
    document = issued.payload.model_dump(mode="json", by_alias=True)
    assert verify(connection, json.dumps(document, indent=1).encode(), tenant=tenant).is_genuine
    document["valid_to"] = "2028-11-30"
    found = verify(connection, json.dumps(document).encode(), tenant=tenant)
    assert found.verdict is VerificationVerdict.ALTERED
    document["certificate_id"] = str(uuid4())
    assert verify(connection, json.dumps(document).encode(), tenant=tenant).verdict is VerificationVerdict.UNKNOWN


def test_no_flipped_byte_is_genuine(connection: Connection, tenant: UUID, issued: service.IssuedCertificate) -> None:
    chance = random.Random(20261124)
    verdicts: dict[VerificationVerdict, int] = {}
    for offset in chance.sample(range(len(issued.pdf)), 200):
        damaged = bytearray(issued.pdf)
        damaged[offset] ^= 1 << chance.randrange(8)
        if b"%PDF-" not in damaged[:1024]:
            continue  # not a PDF any more: refused, tested below
        found = verify(connection, bytes(damaged), tenant=tenant)
        assert not found.is_genuine
        verdicts[found.verdict] = verdicts.get(found.verdict, 0) + 1
    assert set(verdicts) == {VerificationVerdict.ALTERED}, "the certificate is still recognised"


@pytest.mark.parametrize("change", ["append", "truncate", "prepend"])
def test_a_longer_or_shorter_file_is_altered(
    connection: Connection, tenant: UUID, issued: service.IssuedCertificate, change: str
) -> None:
    presented = {"append": issued.pdf + b"\n", "truncate": issued.pdf[:-1], "prepend": b"\n" + issued.pdf}[change]
    found = verify(connection, presented, tenant=tenant)
    assert found.verdict is VerificationVerdict.ALTERED
    assert found.reference == issued.reference
    assert "attached payload is the issued one" in found.checks[1].detail


def test_a_file_of_another_tenant_is_unknown(connection: Connection, issued: service.IssuedCertificate) -> None:
    assert verify(connection, issued.pdf, tenant=uuid4()).verdict is VerificationVerdict.UNKNOWN


def test_what_is_no_certificate(connection: Connection, tenant: UUID) -> None:
    assert verify(connection, b"%PDF-1.4 something", tenant=tenant).verdict is VerificationVerdict.UNKNOWN
    assert verify(connection, b"{}", tenant=tenant).verdict is VerificationVerdict.UNKNOWN
    huge = b'{"a": 12345678901234567890}'
    endless, half, deep = b'{"a": 1e400}', b'{"a": "\\ud800"}', b'{"a":' * 50_000 + b"1" + b"}" * 50_000
    twice = b'{"certificate_id": "a", "certificate_id": "b"}'
    for content in (b"", b"hello", b"[1]", b"[" * 100_000, b"\xff{}", huge, endless, half, deep, twice):
        with pytest.raises(NotVerifiable):
            verify(connection, content, tenant=tenant)
    with pytest.raises(TooLargeToVerify):
        verify(connection, b"%PDF-" + bytes(LARGEST), tenant=tenant)


def test_a_payload_with_a_key_twice_is_refused(
    connection: Connection, tenant: UUID, issued: service.IssuedCertificate
) -> None:
    """One reader would see the first, another the last: neither is what was issued."""
    text = issued.payload.model_dump_json(by_alias=True)
    with pytest.raises(NotVerifiable):
        verify(connection, ('{"valid_to":"2099-12-31",' + text[1:]).encode(), tenant=tenant)


@pytest.mark.parametrize(
    "filler",
    [
        b'{"certificate_id":"',
        b'"certificate_id":"00000000-0000-0000-0000-000000000000"',
        b"psra-payload-sha256:" + b"0" * 64,
        b"}\nendstream",
    ],
)
def test_a_hostile_file_is_read_in_linear_time(connection: Connection, tenant: UUID, filler: bytes) -> None:
    started = time.monotonic()
    found = verify(connection, b"%PDF-1.4" + filler * (LARGEST // len(filler) - 1), tenant=tenant)
    assert found.verdict is VerificationVerdict.UNKNOWN
    assert time.monotonic() - started < 10


def test_a_revoked_certificate(connection: Connection, tenant: UUID, issued: service.IssuedCertificate) -> None:
    certificate = issued.certificate_id
    now = service.standing(connection, certificate, tenant=tenant, today=TODAY)
    later = service.standing(connection, certificate, tenant=tenant, today=date(2026, 12, 24))
    over = service.standing(connection, certificate, tenant=tenant, today=date(2027, 12, 1))
    assert [now.status, later.status, over.status] == ["pending", "active", "expired"]
    service.revoke(connection, certificate, tenant=tenant, effective_on=date(2026, 12, 1), reason="Supplier changed")
    found = verify(connection, issued.pdf, tenant=tenant)
    assert found.verdict is VerificationVerdict.REVOKED
    assert found.revoked_from == date(2026, 12, 1)
    standing = service.standing(connection, certificate, tenant=tenant, today=TODAY)
    assert (standing.status, standing.revocation_reason) == (CertificateStatus.REVOKED, "Supplier changed")
    with pytest.raises(AlreadyRevoked):
        service.revoke(connection, certificate, tenant=tenant, effective_on=TODAY, reason="again")
    assert verify_chain(connection, tenant=tenant).size == 2


def test_the_same_request_is_one_declaration_a_day(connection: Connection, tenant: UUID, law: Law) -> None:
    first = issue(connection, tenant, law)
    again = issue(connection, tenant, law)
    assert (first.is_replay, again.is_replay) == (False, True)
    assert again.pdf == first.pdf
    assert again.certificate_id == first.certificate_id
    tomorrow = service.issue_json(
        connection,
        request_json(),
        tenant=tenant,
        today=TODAY + timedelta(days=1),
        rulebook=ScriptedBook(law).loaded(),
    )
    assert (tomorrow.number, tomorrow.is_replay) == (2, False)


def test_an_idempotency_key_stands_for_one_request(connection: Connection, tenant: UUID, law: Law) -> None:
    first = issue(connection, tenant, law, key="order-7")
    law.publish(law.agreements, law.rules)
    again = issue(connection, tenant, law, key="order-7")
    assert (again.certificate_id, again.is_replay) == (first.certificate_id, True)
    with pytest.raises(IdempotencyConflict):
        issue(connection, tenant, law, key="order-7", place="Heidelberg")
    assert issue(connection, tenant, law, key="order-8").number == 2


def test_numbers_are_gap_free_under_concurrency(serving_url: str, tenant: UUID, law: Law) -> None:
    def one(position: int) -> int:
        with psycopg.connect(serving_url) as connection:
            return int(issue(connection, tenant, law, key=f"k{position}", place=f"Place {position}").number)

    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(one, range(24)))
    assert sorted(numbers) == list(range(1, 25))
    with psycopg.connect(serving_url) as connection:
        assert verify_chain(connection, tenant=tenant).size == 24


def test_one_key_in_parallel_issues_once(serving_url: str, tenant: UUID, law: Law) -> None:
    def one(_: int) -> tuple[UUID, bool]:
        with psycopg.connect(serving_url) as connection:
            found = issue(connection, tenant, law, key="same")
            return found.certificate_id, found.is_replay

    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(one, range(6)))
    assert len({certificate for certificate, _ in found}) == 1
    assert sorted(replayed for _, replayed in found) == [False, *[True] * 5]


def test_a_refused_declaration_leaves_no_gap(connection: Connection, tenant: UUID, law: Law) -> None:
    assert issue(connection, tenant, law).number == 1
    with pytest.raises(SampleOnly):
        issue(connection, tenant, law, sample=False)
    assert issue(connection, tenant, law, place="Worms").number == 2


def test_samples_have_numbers_of_their_own(connection: Connection, tenant: UUID, law: Law) -> None:
    assert issue(connection, tenant, law).reference == "SAMPLE-LTSD-2026-000001"
    period = {"from": "2026-12-01", "to": "2027-03-31"}
    real = service.issue(
        connection,
        service.read_request(request_json(countries=["JP"], sample=False, period=period)),
        tenant=tenant,
        today=TODAY,
        rulebook=ScriptedBook(law).loaded(),
        wording=VERIFIED,
    )
    assert real.reference == "LTSD-2026-000001"
    assert (real.payload.sample, real.payload.sample_reasons) == (False, ())
    assert verify(connection, real.pdf, tenant=tenant).sample is False


@pytest.mark.parametrize(
    ("countries", "reason"),
    [
        (["GB"], "eu-gb were not verified"),
        (["CA"], "eu-ca are sample data"),
        (["JP"], "wording of Annex 22-16 was not compared"),
    ],
)
def test_unverified_law_carries_samples_only(
    connection: Connection, tenant: UUID, law: Law, countries: list[str], reason: str
) -> None:
    period = {"from": "2026-12-01", "to": "2027-03-31"}
    with pytest.raises(SampleOnly, match=reason) as refused:
        issue(connection, tenant, law, countries=countries, period=period, sample=False)
    assert refused.value.code == "DEC481"
    sample = issue(connection, tenant, law, countries=countries, period=period)
    assert reason in " ".join(sample.payload.sample_reasons)
    assert sample.payload.sample


def test_assumptions_carry_samples_only(connection: Connection, tenant: UUID, law: Law) -> None:
    book = ScriptedBook(law, assumptions=[{"code": "origin_as_stated"}, {"code": "origin_unknown"}]).loaded()
    content = service.read_request(
        request_json(countries=["JP"], period={"from": "2026-12-01", "to": "2027-03-31"}, sample=False)
    )
    with pytest.raises(SampleOnly, match=r"rests on assumptions \(origin_as_stated\)"):
        service.issue(connection, content, tenant=tenant, today=TODAY, rulebook=book, wording=VERIFIED)


def test_no_certificate_rests_on_a_quota(connection: Connection, tenant: UUID, law: Law) -> None:
    book = ScriptedBook(law, blocks_on_proof=[{"code": "transport_direct"}, {"code": "quota"}]).loaded()
    with pytest.raises(RestsOnQuota):
        service.issue_json(connection, request_json(), tenant=tenant, today=TODAY, rulebook=book)


def test_what_the_case_says_may_bar_a_proof(connection: Connection, tenant: UUID, law: Law) -> None:
    claimed = [{"code": "drawback_claimed", "text": "duties are drawn back"}]
    book = ScriptedBook(law, blocks_on_proof=claimed).loaded()
    with pytest.raises(ProofBarred, match="duties are drawn back") as refused:
        service.issue_json(connection, request_json(), tenant=tenant, today=TODAY, rulebook=book)
    assert refused.value.code == "DEC495"
    # A condition that is only to be kept bars nothing.
    open_still = [{"code": "drawback_banned", "text": "no proof while duties are drawn back"}]
    assert service.issue_json(
        connection,
        request_json(),
        tenant=tenant,
        today=TODAY,
        rulebook=ScriptedBook(law, blocks_on_proof=open_still).loaded(),
    )


def test_v008_the_law_ends_before_the_period(connection: Connection, tenant: UUID, law: Law) -> None:
    with pytest.raises(V008, match=r"rule eu-jp:hs2017:3916-3926~1 holds until 2027-03-31") as refused:
        issue(connection, tenant, law, countries=["JP"])
    assert refused.value.place == "/period/to"
    cut = issue(connection, tenant, law, countries=["JP"], end_policy="cut")
    assert cut.payload.valid_to == date(2027, 3, 31)
    assert cut.payload.valid_from == date(2026, 12, 1)


def test_v030_the_law_begins_after_the_period(connection: Connection, tenant: UUID, law: Law) -> None:
    late = rules_document("eu-gb")
    document = agreement("eu-gb", "GB", "TCA")
    document["valid_from"] = "2026-11-20"
    law.publish([document], [late])
    with pytest.raises(V030, match="holds from 2026-11-20 only"):
        issue(connection, tenant, law, period={"from": "2026-11-01", "to": "2027-01-31"})


def test_general_rules_that_change_within_the_period_are_decided_twice(
    connection: Connection, tenant: UUID, law: Law
) -> None:
    document = agreement("eu-gb", "GB", "TCA")
    (only,) = document["ruleset"]
    document["ruleset"] = [only | {"valid_to": "2026-12-31"}, only | {"valid_from": "2027-01-01"}]
    law.publish([document], [rules_document("eu-gb")])
    book = ScriptedBook(law)
    service.issue_json(connection, request_json(), tenant=tenant, today=TODAY, rulebook=book.loaded())
    assert [asked["as_of"] for asked in book.asked] == ["2026-12-01", "2027-01-01", "2027-11-30"]


def test_no_certificate_where_general_rules_are_missing(connection: Connection, tenant: UUID, law: Law) -> None:
    document = agreement("eu-gb", "GB", "TCA")
    document["ruleset"] = []
    law.publish([document], [rules_document("eu-gb")])
    with pytest.raises(RestsOnAssumptions):
        issue(connection, tenant, law)


def test_no_certificate_where_an_agreement_is_only_assumed_to_be_in_force(
    connection: Connection, tenant: UUID, law: Law
) -> None:
    book = ScriptedBook(law, assumptions=[{"code": "validity_unknown", "text": "taken to be in force"}]).loaded()
    with pytest.raises(RestsOnAssumptions, match="since when eu-gb applies"):
        service.issue_json(connection, request_json(), tenant=tenant, today=TODAY, rulebook=book)


@pytest.mark.parametrize(
    ("result", "words"),
    [
        ({"verdict": "non_originating"}, "line 1 is non-originating for United Kingdom (GB) under eu-gb"),
        (
            {"verdict": "undetermined", "missing_facts": [{"kind": "fact", "ask": "What is the EXW price?"}]},
            "Missing: What is the EXW price?",
        ),
    ],
)
def test_v022_only_originating_lines_are_declared(
    connection: Connection, tenant: UUID, law: Law, result: dict[str, Any], words: str
) -> None:
    book = ScriptedBook(law, **result).loaded()
    with pytest.raises(V022) as refused:
        service.issue_json(connection, request_json(), tenant=tenant, today=TODAY, rulebook=book)
    assert words in str(refused.value)
    assert refused.value.place == "/lines/0/case"


def test_v022_names_every_line_and_country(connection: Connection, tenant: UUID, law: Law) -> None:
    lines = [{"description": "Crates", "designation": f"KB-{number}", "case": case()} for number in (1, 2)]
    book = ScriptedBook(law, verdict="non_originating").loaded()
    with pytest.raises(DeclarationRefused) as refused:
        service.issue_json(
            connection, request_json(lines=lines, countries=["GB", "JP"]), tenant=tenant, today=TODAY, rulebook=book
        )
    assert [violation.code for violation in refused.value.violations] == ["DEC422"] * 4
    assert "line 2 is non-originating for Japan (JP)" in str(refused.value)


def test_v027_a_country_without_an_agreement(connection: Connection, tenant: UUID, law: Law) -> None:
    with pytest.raises(V027, match=r"no agreement of the Union with Brazil \(BR\) is published"):
        issue(connection, tenant, law, countries=["BR"])
    future = agreement("eu-gb", "GB", "TCA") | {"valid_from": "2027-01-01"}
    law.publish([future], [rules_document("eu-gb")])
    with pytest.raises(V027, match="eu-gb is not in force on 2026-11-24"):
        issue(connection, tenant, law)


def test_v027_two_agreements_are_one_too_many(connection: Connection, tenant: UUID, law: Law) -> None:
    both = [agreement("eu-gb", "GB", "TCA"), agreement("xi-eu", "GB", "TCA, republished")]
    law.publish(both, [rules_document("eu-gb")])
    with pytest.raises(V027, match="several agreements apply to GB: eu-gb, xi-eu"):
        issue(connection, tenant, law)


def test_a_rule_that_is_not_published_any_more_is_not_declared(connection: Connection, tenant: UUID, law: Law) -> None:
    """The rule book was loaded, another release was published, the request came in between."""
    book = ScriptedBook(law, rules=[{"id": "eu-gb:hs2017:3916-3926~1", "sha256": "0" * 64}]).loaded()
    with pytest.raises(service.ReleaseChanged):
        service.issue_json(connection, request_json(), tenant=tenant, today=TODAY, rulebook=book)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (
            {"error": {"code": "ENG308", "message": "no such code", "pointer": "/product/hs_code"}},
            "ENG308 no such code",
        ),
        ({"results": [{"agreement": "eu-gb", "error": {"code": "ENG320", "message": "not in force"}}]}, "not in force"),
    ],
)
def test_a_case_that_is_not_decided_is_refused(
    connection: Connection, tenant: UUID, law: Law, answer: dict[str, Any], words: str
) -> None:
    book = ScriptedBook(law)
    book.evaluate = lambda case, as_of: json.dumps({"case_id": None, **answer}).encode()  # type: ignore[method-assign]
    with pytest.raises(CaseRefused, match=words) as refused:
        service.issue_json(connection, request_json(), tenant=tenant, today=TODAY, rulebook=book.loaded())
    assert (refused.value.code, str(refused.value.place).partition("/product")[0]) == ("DEC483", "/lines/0/case")


def test_the_case_is_decided_as_it_stands_between_the_declared_parties(
    connection: Connection, tenant: UUID, law: Law
) -> None:
    book = ScriptedBook(law)
    asked = {**case(), "agreements": ["gb-eu"], "exporting_party": "CN", "as_of": "2020-01-01"}
    document = request_document(lines=[{"description": "Crates", "designation": "KB", "case": asked}])
    service.issue_json(connection, json.dumps(document).encode(), tenant=tenant, today=TODAY, rulebook=book.loaded())
    first = book.asked[0]
    assert (first["agreements"], first["exporting_party"], first["importing_party"]) == (["eu-gb"], "EU", "GB")
    assert first["as_of"] == "2026-12-01"
    assert first["materials"] == asked["materials"]


# The ledger against hands that reach behind the application.


def tamper(url: str, statement: str, table: str = "ledger") -> None:
    """Change a row as a superuser who switches the triggers off."""
    with psycopg.connect(url) as superuser:
        superuser.execute(f"alter table app.{table} disable trigger user")
        superuser.execute(statement)
        superuser.execute(f"alter table app.{table} enable trigger user")


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ("update app.ledger set document_sha256 = repeat('0', 64) where tenant_id = '{t}' and index = 2", "own digest"),
        (
            "update app.ledger set recorded_at = recorded_at + interval '1 us' where tenant_id = '{t}' and index = 2",
            "own digest",
        ),
        ("update app.ledger set entry_sha256 = repeat('0', 64) where tenant_id = '{t}' and index = 2", "own digest"),
        ("delete from app.ledger where tenant_id = '{t}' and index = 2", "entry 3 stands where 2 should"),
        (
            "update app.ledger set previous_sha256 = repeat('0', 64) where tenant_id = '{t}' and index = 2",
            "does not name the digest of its predecessor",
        ),
    ],
)
def test_a_tampered_ledger_is_found(connection: Connection, tenant: UUID, law: Law, change: str, fault: str) -> None:
    issued = [issue(connection, tenant, law, key=f"{number}") for number in range(3)]
    tamper(law.url, change.format(t=tenant))
    with pytest.raises(LedgerBroken, match=fault):
        verify_chain(connection, tenant=tenant)
    found = verify(connection, issued[1].pdf, tenant=tenant)
    assert found.verdict is VerificationVerdict.ALTERED
    assert not found.is_genuine


def test_a_rewritten_head_is_found_by_a_known_checkpoint(
    serving_url: str, connection: Connection, tenant: UUID, law: Law
) -> None:
    for number in range(3):
        issue(connection, tenant, law, key=f"{number}")
    known = verify_chain(connection, tenant=tenant)
    assert known.size == 3
    tamper(serving_url, f"delete from app.ledger where tenant_id = '{tenant}' and index = 3")
    assert verify_chain(connection, tenant=tenant).size == 2, "a cut chain holds by itself"
    with pytest.raises(LedgerBroken, match="ends at 2, but entry 3 is known"):
        verify_chain(connection, tenant=tenant, known=known)
    other = LedgerCheckpoint(tenant_id=tenant, size=2, head_sha256="f" * 64, recorded_at=None)
    with pytest.raises(LedgerBroken, match="entry 2 is not the known one"):
        verify_chain(connection, tenant=tenant, known=other)


def test_an_exchanged_file_is_not_vouched_for(
    serving_url: str, connection: Connection, tenant: UUID, issued: service.IssuedCertificate
) -> None:
    forged = issued.pdf + b"% forged"
    with psycopg.connect(serving_url) as superuser:
        superuser.execute("alter table app.declarations disable trigger user")
        superuser.execute(
            "update app.declarations set pdf = %s, pdf_sha256 = encode(sha256(%s), 'hex') where certificate_id = %s",
            [forged, forged, issued.certificate_id],
        )
        superuser.execute("alter table app.declarations enable trigger user")
    found = verify(connection, forged, tenant=tenant)
    assert found.verdict is VerificationVerdict.ALTERED
    assert [check.name for check in found.checks if not check.passed] == ["ledger entry"]
