"""PUB503: a list of a scheme that is over."""

from __future__ import annotations

from collections.abc import Iterator

from psra_assets.rac.lint.kind import Defect, Kind
from psra_assets.rac.lint.published import PublishedList

KIND = Kind(
    "PUB503",
    "scheme_expired",
    "The scheme is over and its list is still published",
    "warning",
    "Rules that grant nothing any more are shown beside those in force.",
    "Mark the list as historical, or withdraw it.",
)


def find(published: PublishedList) -> Iterator[Defect]:
    """The scheme, if its entry in the publisher's list of schemes ends before the report's day."""
    entry = published.scheme_entry
    end = entry.get("validity_end_date") if entry else None
    if isinstance(end, str) and end < published.as_of.isoformat():
        yield Defect(KIND, published.file, "", "", str(entry and entry.get("title", "")), f"the scheme ended on {end}")
