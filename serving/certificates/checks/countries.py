"""The countries for whose preferential trade the goods qualify (B.4, V026, V031)."""

from __future__ import annotations

from collections.abc import Iterator

from psra_assets.contracts.declaration import DeclarationRequest
from serving.certificates.checks.context import IssueContext
from serving.certificates.countries import EU_MEMBERS, FORBIDDEN_NAMES, GROUP_CODES, country_code
from serving.certificates.errors import DeclarationError


class V026(DeclarationError):
    """The list of countries is not empty; each is an ISO code or an official name, and stands once."""

    code = "DEC426"
    title = "Country not accepted"


class V031(DeclarationError):
    """A group's abbreviation needs every member of the group to qualify; groups are not decided here yet."""

    code = "DEC431"
    title = "Group of countries"


def check(request: DeclarationRequest, context: IssueContext) -> Iterator[DeclarationError]:
    """V026 and V031."""
    del context
    if not request.countries:
        yield V026("no country is named.", place="/countries", remedy="Name at least one, for instance GB.")
    seen: set[str] = set()
    for position, named in enumerate(request.countries):
        place = f"/countries/{position}"
        if named.upper() in GROUP_CODES:
            yield V031(f"{named!r} is a group.", place=place, remedy="Name its members one by one.")
            continue
        code = None if named.upper() in FORBIDDEN_NAMES else country_code(named)
        if code is None or code in EU_MEMBERS:
            yield V026(
                f"{named!r} is not a country whose preferences can be declared.",
                place=place,
                remedy="Use an ISO code or the official name, for instance GB or United Kingdom.",
            )
        elif code in seen:
            yield V026(f"{named!r} is named twice.", place=place, remedy="Name each country once.")
        else:
            seen.add(code)
