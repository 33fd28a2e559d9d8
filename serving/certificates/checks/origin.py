"""How the origin is named (B.4, V023 to V025)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from psra_assets.contracts.declaration import DeclarationRequest
from serving.certificates.checks.context import IssueContext
from serving.certificates.countries import EU_MEMBERS, country_code
from serving.certificates.errors import DeclarationError

_UNION = re.compile(r"^(?:European Union|EU)(?: \((?P<member>[^()]+)\))?$")


class V023(DeclarationError):
    """The origin is the European Union, optionally with a Member State behind it."""

    code = "DEC423"
    title = "Origin not accepted"


class V024(DeclarationError):
    """A Member State alone is not an origin."""

    code = "DEC424"
    title = "Member State alone as origin"


class V025(DeclarationError):
    """EG is Egypt and EC is Ecuador: neither names the Union."""

    code = "DEC425"
    title = "Obsolete abbreviation as origin"


def check(request: DeclarationRequest, context: IssueContext) -> Iterator[DeclarationError]:
    """V023, V024 and V025."""
    del context
    named, remedy = request.origin, "Write European Union."
    match = _UNION.match(named)
    if match:
        member = match["member"]
        if member is not None and country_code(member) not in EU_MEMBERS:
            yield V023(f"{member!r} is no Member State.", place="/origin", remedy=remedy)
    elif named.upper() in {"EG", "EC"}:
        yield V025(f"{named!r} names Egypt or Ecuador, not the Union.", place="/origin", remedy=remedy)
    elif country_code(named) in EU_MEMBERS:
        yield V024(
            f"{named!r} alone does not name the Union.", place="/origin", remedy=f"Write European Union ({named})."
        )
    else:
        yield V023(
            f"{named!r} is not an origin that can be declared here.",
            place="/origin",
            remedy="Write European Union; another origin needs cumulation and its evidence.",
        )
