"""The goods: described, designated as on the invoice, each once (B.3 footnotes 1 and 2; B.8)."""

from __future__ import annotations

from collections.abc import Iterator

from psra_assets.contracts.declaration import DeclarationRequest
from serving.certificates.checks.context import IssueContext
from serving.certificates.errors import DeclarationError


class V017(DeclarationError):
    """There is at least one line of goods, each with description and commercial designation."""

    code = "DEC417"
    title = "Goods incomplete"


class V018(DeclarationError):
    """A commercial designation stands once in the list."""

    code = "DEC418"
    title = "Designation not unique"


class V021(DeclarationError):
    """A printed HS code is the code under which the goods were decided."""

    code = "DEC421"
    title = "HS code differs"


def check(request: DeclarationRequest, context: IssueContext) -> Iterator[DeclarationError]:
    """V017 (at least one line), V018 and V021."""
    del context
    if not request.lines:
        yield V017("the declaration has no line of goods.", place="/lines", remedy="Name the goods.")
    seen: dict[str, int] = {}
    for number, line in enumerate(request.lines, start=1):
        key = " ".join(line.designation.casefold().split())
        if key in seen:
            yield V018(
                f"line {number} has the designation {line.designation!r} of line {seen[key]}.",
                place=f"/lines/{number - 1}/designation",
                remedy="Give each article its own designation, as on the invoices.",
            )
        seen.setdefault(key, number)
        decided = line.case.product.hs_code
        if line.hs_code is not None and not _same_code(line.hs_code, decided):
            yield V021(
                f"line {number} prints {line.hs_code}, but its case decides {decided}.",
                place=f"/lines/{number - 1}/hs_code",
                remedy="Print the code that was decided, or none.",
            )


def _same_code(printed: str, decided: str) -> bool:
    shorter = min(len(printed), len(decided))
    return printed[:shorter] == decided[:shorter]
