"""PUB504: one list published under several names."""

from __future__ import annotations

from collections.abc import Iterator

from psra_assets.rac.lint.kind import Defect, Kind
from psra_assets.rac.lint.published import PublishedList

KIND = Kind(
    "PUB504",
    "list_twice",
    "The same list is published for several schemes",
    "info",
    "Agreements differ in detail: a copy is right for one of them at most, or a correction of one leaves the others "
    "behind.",
    "Say that the lists are one, or print each agreement's own.",
)


def find(published: PublishedList) -> Iterator[Defect]:
    """The list, if others of the same batch have the same bytes."""
    if published.same_bytes_as:
        others = ", ".join(published.same_bytes_as)
        yield Defect(KIND, published.file, "", "", "", f"the same bytes as {others}")
