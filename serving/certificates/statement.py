"""The filled declaration: the prescribed words with each blank filled, and the checks on what will be printed.

The statement is what the layout draws and nothing else is drawn as the declaration's text, so that what is checked here
(V006, V016, V040, V041) is what is printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from psra_assets.contracts.declaration import DeclarationPayload, SignatureRoute
from psra_assets.contracts.party import Company
from serving.certificates.countries import country_name
from serving.certificates.errors import DeclarationError
from serving.certificates.wording.template import Wording, normalised_sha256


class V006(DeclarationError):
    """The three dates are printed, and are those of the payload."""

    code = "DEC406"
    title = "Dates not printed"


class V016(DeclarationError):
    """The recipient is named identically in "supplied to" and in the undertaking."""

    code = "DEC416"
    title = "Recipient named differently"


class V040(DeclarationError):
    """The wording is the prescribed one, byte for byte once white space is normalised."""

    code = "DEC440"
    title = "Wording differs from the annex"


class V041(DeclarationError):
    """Both undertakings are there: to inform, and to provide evidence."""

    code = "DEC441"
    title = "Undertaking missing"


@dataclass(frozen=True, slots=True)
class Fill:
    """What stands in a blank."""

    name: str
    value: str
    mark: str | None


Paragraph = tuple[str | Fill, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """The declaration's paragraphs as printed."""

    paragraphs: tuple[Paragraph, ...]

    def value(self, name: str) -> str:
        """What stands in the blank ``name``; KeyError if the statement has no such blank."""
        for paragraph in self.paragraphs:
            for part in paragraph:
                if isinstance(part, Fill) and part.name == name:
                    return part.value
        raise KeyError(name)

    def with_open_blanks(self) -> str:
        """The text with every blank open again: what must equal the prescribed text."""
        return "\n".join(
            "".join(part if isinstance(part, str) else _open(part) for part in paragraph)
            for paragraph in self.paragraphs
        )


def printed_date(day: date) -> str:
    """A date as printed: unambiguous in every Member State."""
    return day.isoformat()


def printed_party(company: Company) -> str:
    """A company as it stands in the declaration's text."""
    return f"{company.name}, {company.address}"


def compose(payload: DeclarationPayload, wording: Wording) -> Statement:
    """Fill the wording's blanks from the payload."""
    values = _values(payload)
    return Statement(
        tuple(
            tuple(
                part if isinstance(part, str) else Fill(part.name, values[part.name], part.mark) for part in paragraph
            )
            for paragraph in wording.paragraphs()
        )
    )


def check(statement: Statement, payload: DeclarationPayload, wording: Wording) -> list[DeclarationError]:
    """V006, V016, V040 and V041 on what will be printed."""
    found: list[DeclarationError] = []
    open_text = statement.with_open_blanks()
    if not normalised_sha256(open_text) == normalised_sha256(wording.text) == wording.sha256 == payload.form.sha256:
        found.append(V040(f"the text is not that of Annex {wording.annex} {wording.language} {wording.version}."))
    found.extend(
        V041(f"the text lacks {undertaking!r}.") for undertaking in wording.undertakings if undertaking not in open_text
    )
    if statement.value("recipient") != statement.value("undertaking_recipient"):
        found.append(V016("the undertaking names another recipient.", place="/recipient"))
    printed = {
        "issued_on": (payload.issued_on, statement.value("place_and_date")),
        "valid_from": (payload.valid_from, statement.value("valid_from")),
        "valid_to": (payload.valid_to, statement.value("valid_to")),
    }
    for name, (day, text) in printed.items():
        if printed_date(day) not in text:
            found.append(V006(f"{name} {day} is not printed.", place=f"/{name}"))
    return found


def _open(part: Fill) -> str:
    return f"… {part.mark}" if part.mark else "…"


def _values(payload: DeclarationPayload) -> dict[str, str]:
    supplier, box = payload.supplier, payload.cumulation
    return {
        "description": "; ".join(line.description for line in payload.lines),
        "designation": "; ".join(line.designation for line in payload.lines),
        "recipient": printed_party(payload.recipient),
        "origin": payload.origin,
        "countries": ", ".join(f"{country.name} ({country.code})" for country in payload.countries),
        "cumulation_countries": ", ".join(box.countries) if box is not None and box.applied else "",
        "valid_from": printed_date(payload.valid_from),
        "valid_to": printed_date(payload.valid_to),
        "undertaking_recipient": printed_party(payload.recipient),
        "place_and_date": f"{payload.place}, {printed_date(payload.issued_on)}",
        "signatory": (
            f"{supplier.signatory.name}, {supplier.signatory.function}, {printed_party(supplier)}, "
            f"{country_name(supplier.country)}"
        ),
        "signature": _signature(payload.signature_route),
    }


def _signature(route: SignatureRoute) -> str:
    if route is SignatureRoute.UNDERTAKING:
        return (
            "Established by electronic means, as are the invoices. The supplier has undertaken in writing towards the "
            "recipient to take full responsibility for this declaration as if it had been signed by hand (Article 63)."
        )
    return ""
