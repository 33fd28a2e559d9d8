"""What is printed can be printed: the embedded font has the character, and it runs from left to right."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator

from psra_assets.contracts.declaration import DeclarationRequest
from serving.certificates.checks.context import IssueContext
from serving.certificates.errors import DeclarationError, NotPrintable


def check(request: DeclarationRequest, context: IssueContext) -> Iterator[DeclarationError]:
    """Every printed text, character by character."""
    # reportlab takes half a second to import; who only evaluates never needs it.
    from serving.certificates.pdf.fonts import has_glyph

    del context
    for place, text in _printed(request):
        for character in dict.fromkeys(text):
            if not _is_printable(character, has_glyph):
                yield NotPrintable(
                    f"U+{ord(character):04X} {unicodedata.name(character, 'without a name')} cannot be printed.",
                    place=place,
                    remedy="Use the Latin, Greek or Cyrillic spelling.",
                )


def _is_printable(character: str, has_glyph: Callable[[str], bool]) -> bool:
    if character == " ":
        return True
    if unicodedata.category(character)[0] in "CZM" or unicodedata.bidirectional(character) in {"R", "AL", "AN"}:
        return False
    return has_glyph(character)


def _printed(request: DeclarationRequest) -> Iterator[tuple[str, str]]:
    for side, company in (("supplier", request.supplier), ("recipient", request.recipient)):
        yield f"/{side}/name", company.name
        yield f"/{side}/address", company.address
    yield "/supplier/signatory/name", request.supplier.signatory.name
    yield "/supplier/signatory/function", request.supplier.signatory.function
    yield "/place", request.place
    yield "/origin", request.origin
    for position, line in enumerate(request.lines):
        yield f"/lines/{position}/description", line.description
        yield f"/lines/{position}/designation", line.designation
