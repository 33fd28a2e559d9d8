"""Long-term supplier's declarations: what is asked for, what is declared, what was issued, what a check found.

Legal base: Regulation (EU) No 952/2013 Art. 64(1); Implementing Regulation (EU) 2015/2447 Arts 61 to 64, Annex 22-16.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from psra_assets.contracts.base import Contract
from psra_assets.contracts.case import Case
from psra_assets.contracts.hs import HsCode
from psra_assets.contracts.party import CountryCode, PrintedText, Recipient, Supplier

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", description="SHA-256, hexadecimal", examples=["0" * 64])]


class DatePolicy(StrEnum):
    """How Art. 62's windows are read: ``strict`` is the inclusive reading of German customs, accepted everywhere."""

    STRICT = "strict"
    LITERAL = "literal"


class EndPolicy(StrEnum):
    """What happens if a rule's validity ends before the period does: refuse, or cut the period there."""

    REFUSE = "refuse"
    CUT = "cut"


class SignatureRoute(StrEnum):
    """How the declaration is signed (Art. 63)."""

    HANDWRITTEN = "handwritten"
    ELECTRONIC = "electronic"
    UNDERTAKING = "undertaking"


class DeclaredPeriod(Contract):
    """The days of dispatch that the declaration covers, both inclusive (Art. 62)."""

    from_: date = Field(alias="from", examples=["2026-12-01"])
    to: date = Field(examples=["2026-12-31"])


class CumulationStatement(Contract):
    """The declaration's cumulation box. The whole object is absent where it does not apply."""

    applied: bool
    countries: tuple[PrintedText, ...] = ()


class RequestedLine(Contract):
    """One article: what is printed, and the case on which its origin is decided."""

    description: PrintedText = Field(examples=["Polypropylene crates"])
    designation: PrintedText = Field(description="commercial designation as used on the invoices")
    hs_code: HsCode | None = None
    case: Case


class DeclarationRequest(Contract):
    """A request to issue a first long-term supplier's declaration for goods having preferential origin status."""

    supplier: Supplier
    recipient: Recipient
    lines: Annotated[tuple[RequestedLine, ...], Field(max_length=2000)]
    origin: PrintedText = Field(examples=["European Union"])
    countries: Annotated[tuple[PrintedText, ...], Field(max_length=100, examples=[["GB"]])]
    place: PrintedText
    period: DeclaredPeriod
    issued_on: date | None = Field(default=None, description="day of issue; absent: the day on which it is issued")
    cumulation: CumulationStatement | None = None
    signature_route: PrintedText = Field(description="handwritten, electronic or undertaking", examples=["undertaking"])
    electronic_invoice: bool | None = Field(
        default=None,
        description="whether the invoices are established electronically too; the electronic routes attest it",
    )
    end_policy: EndPolicy = EndPolicy.REFUSE
    sample: bool = Field(default=False, description="allow a certificate that is marked SAMPLE and proves nothing")


class Form(Contract):
    """The prescribed wording that was used."""

    annex: Literal["22-15", "22-16", "22-17", "22-18"]
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")]
    version: str
    sha256: Sha256
    oj_ref: str
    verified: bool


class DeclaredCountry(Contract):
    """A country for which the goods qualify, and the agreement under which they do."""

    code: CountryCode
    name: PrintedText
    agreement: str


class CitedRule(Contract):
    """A rule on which a determination rests, by its digest."""

    id: str
    sha256: Sha256
    publisher: str
    is_verified: bool


class LineDetermination(Contract):
    """The positive determination of one line for one country on one day."""

    country: CountryCode
    agreement: str
    as_of: date
    verdict: Literal["originating"]
    case_sha256: Sha256
    answer_sha256: Sha256
    rules: tuple[CitedRule, ...]


class DeclaredLine(Contract):
    """One article as declared, with the determinations that carry it."""

    line: int = Field(ge=1)
    description: PrintedText
    designation: PrintedText
    hs_code: HsCode | None
    determinations: tuple[LineDetermination, ...]


class DeclarationPayload(Contract):
    """The canonical payload. Its notary hash is the SHA-256 of its RFC 8785 form."""

    payload: Literal["psra.ltsd/1"]
    certificate_id: UUID
    reference: PrintedText
    number: int = Field(ge=1)
    form: Form
    supplier: Supplier
    recipient: Recipient
    lines: tuple[DeclaredLine, ...]
    origin: PrintedText
    countries: tuple[DeclaredCountry, ...]
    cumulation: CumulationStatement | None
    place: PrintedText
    issued_on: date
    valid_from: date
    valid_to: date
    date_policy: DatePolicy
    signature_route: SignatureRoute
    sample: bool
    sample_reasons: tuple[str, ...]
    release_id: int
    law_sha256: Sha256
    engine: str


class CertificateStatus(StrEnum):
    """State of an issued certificate on a day."""

    PENDING = "pending"
    ACTIVE = "active"
    EXPIRED = "expired"
    REVOKED = "revoked"


class IssuedCertificate(Contract):
    """What was issued: the payload, the finished file's digest, and where the ledger keeps both."""

    certificate_id: UUID
    reference: str
    number: int
    payload: DeclarationPayload
    payload_sha256: Sha256
    document_sha256: Sha256
    pdf: bytes = Field(exclude=True, repr=False)
    ledger_index: int = Field(ge=1)
    ledger_entry_sha256: Sha256
    warnings: tuple[str, ...] = ()
    is_replay: bool = Field(default=False, description="whether the same request had been answered before")


class VerificationVerdict(StrEnum):
    """What a check of a file or a payload found."""

    GENUINE = "genuine"
    ALTERED = "altered"
    UNKNOWN = "unknown"
    REVOKED = "revoked"


class VerificationCheck(Contract):
    """One check with what it compared."""

    name: str
    passed: bool
    detail: str


class Verification(Contract):
    """The verdict on a presented file or payload, with each check that led to it."""

    verdict: VerificationVerdict
    presented_sha256: Sha256
    certificate_id: UUID | None = None
    reference: str | None = None
    sample: bool | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    revoked_from: date | None = None
    ledger_index: int | None = None
    checks: tuple[VerificationCheck, ...]
    offline: str = "not available until signatures"

    @property
    def is_genuine(self) -> bool:
        """Whether every byte is what was issued, and it was not revoked."""
        return self.verdict is VerificationVerdict.GENUINE
