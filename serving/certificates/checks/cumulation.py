"""The cumulation box, for pan-Euro-Mediterranean countries only (Annex 22-16 footnote 6; V033 to V035)."""

from __future__ import annotations

from collections.abc import Iterator

from psra_assets.contracts.declaration import DeclarationRequest
from serving.certificates.checks.context import IssueContext
from serving.certificates.countries import PEM_COUNTRIES, country_code
from serving.certificates.errors import DeclarationError


class V033(DeclarationError):
    """With a pan-Euro-Mediterranean country exactly one box is ticked; without one, none is."""

    code = "DEC433"
    title = "Cumulation box"


class V034(DeclarationError):
    """Applied cumulation names its countries; cumulation that was not applied names none."""

    code = "DEC434"
    title = "Countries of cumulation"


class V035(DeclarationError):
    """Cumulation holds only where the matrix shows the triangle; no matrix is held here yet."""

    code = "DEC435"
    title = "Cumulation cannot be checked"


def check(request: DeclarationRequest, context: IssueContext) -> Iterator[DeclarationError]:
    """V033, V034 and V035."""
    del context
    box = request.cumulation
    listed = sorted(code for named in request.countries if (code := country_code(named)) in PEM_COUNTRIES and code)
    if listed and box is None:
        yield V033(
            f"{', '.join(listed)} belong to pan-Euro-Mediterranean cumulation, but no box is ticked.",
            place="/cumulation",
            remedy='State {"applied": false}, or which countries\' materials were cumulated.',
        )
    if box is None:
        return
    if not listed:
        yield V033(
            "a box is ticked, but no country of pan-Euro-Mediterranean cumulation is named.",
            place="/cumulation",
            remedy="Leave cumulation out.",
        )
    if box.applied and not box.countries:
        yield V034("applied cumulation names no country.", place="/cumulation/countries", remedy="Name them.")
    if not box.applied and box.countries:
        yield V034(
            "cumulation was not applied, but countries are named.",
            place="/cumulation/countries",
            remedy="Leave them out.",
        )
    if box.applied:
        yield V035(
            "whether cumulation applies between these countries cannot be checked: no matrix is published here.",
            place="/cumulation/applied",
            remedy="Declare without cumulation, or by hand.",
        )
