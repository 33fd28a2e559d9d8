"""Supplier and recipient: established in the Union, named in full (UCC-IA Arts 61 to 63; B.1, B.8)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from psra_assets.contracts.declaration import DeclarationRequest
from psra_assets.contracts.party import Company
from serving.certificates.checks.context import IssueContext
from serving.certificates.countries import EU_MEMBERS
from serving.certificates.errors import DeclarationError


class V011(DeclarationError):
    """The supplier is established in the customs territory of the Union."""

    code = "DEC411"
    title = "Supplier outside the Union"


class V012(DeclarationError):
    """The recipient is established in the Union."""

    code = "DEC412"
    title = "Recipient outside the Union"


class V014(DeclarationError):
    """Supplier, recipient and signatory are named in full: name, address, function."""

    code = "DEC414"
    title = "Party incomplete"


def _address_is_full(company: Company) -> bool:
    """At least two parts, or a number: a town alone identifies nobody."""
    return bool(re.search(r"[,;]|\d", company.address))


def check(request: DeclarationRequest, context: IssueContext) -> Iterator[DeclarationError]:
    """V011, V012 and V014 (what is absent altogether is found when the request is read)."""
    del context
    if request.supplier.country not in EU_MEMBERS:
        yield V011(
            f"the supplier is established in {request.supplier.country}.",
            place="/supplier/country",
            remedy="A supplier outside the Union makes no supplier's declaration (UCC-IA Art. 61).",
        )
    if request.recipient.country not in EU_MEMBERS:
        yield V012(
            f"the recipient is established in {request.recipient.country}.",
            place="/recipient/country",
            remedy="Customers outside the Union get a statement on origin, not a supplier's declaration.",
        )
    for place, company in (("/supplier", request.supplier), ("/recipient", request.recipient)):
        if not _address_is_full(company):
            yield V014(
                f"{company.address!r} is not a full address.", place=f"{place}/address", remedy="Give street and town."
            )


def warn(request: DeclarationRequest) -> Iterator[str]:
    """V013: supplier and recipient are the same company."""
    if _key(request.supplier) == _key(request.recipient):
        yield "V013 supplier and recipient are the same company"


def _key(company: Company) -> tuple[str, str]:
    return " ".join(company.name.casefold().split()), company.country
