"""The route of signature (UCC-IA Art. 63; V045)."""

from __future__ import annotations

from collections.abc import Iterator

from psra_assets.contracts.declaration import DeclarationRequest, SignatureRoute
from serving.certificates.checks.context import IssueContext
from serving.certificates.errors import DeclarationError


class V045(DeclarationError):
    """The route is one of three; the electronic ones need the invoice to be electronic too."""

    code = "DEC445"
    title = "Route of signature"


def check(request: DeclarationRequest, context: IssueContext) -> Iterator[DeclarationError]:
    """V045. Choosing an electronic route attests electronic invoices; saying that they are not refuses it."""
    del context
    route = request.signature_route
    if route not in set(SignatureRoute):
        yield V045(
            f"{route!r} is no route of signature.",
            place="/signature_route",
            remedy="Choose handwritten, or undertaking.",
        )
    elif route == SignatureRoute.ELECTRONIC:
        yield V045(
            "electronic authentication is not available until signatures are.",
            place="/signature_route",
            remedy="Choose undertaking, or handwritten.",
        )
    elif route == SignatureRoute.UNDERTAKING and request.electronic_invoice is False:
        yield V045(
            "the undertaking replaces a signature only where the invoices are electronic too.",
            place="/electronic_invoice",
            remedy="Choose handwritten.",
        )
