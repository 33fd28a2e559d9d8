"""PUB407: a period that is over, or that the law has moved."""

from __future__ import annotations

from collections.abc import Iterator

from psra_assets.rac.compile.corrections import correction
from psra_assets.rac.compile.text import normalise
from psra_assets.rac.lint.kind import Defect, Kind
from psra_assets.rac.lint.published import PublishedList

KIND = Kind(
    "PUB407",
    "date_stale",
    "A period that is printed is over, or the law has moved it",
    "error",
    "Who reads the row denies a preference that the law grants, or grants one that has ended.",
    "Print the period in force, and remove rules whose period is over.",
)


def find(published: PublishedList) -> Iterator[Defect]:
    """Each rule whose last day is before the report's day, or is corrected by a later instrument."""
    today = published.as_of.isoformat()
    for placed, reading in published.joined():
        if reading.meaning is not None:
            last = reading.meaning.valid_to
        else:
            dates = [value.text for value in normalise(reading.text).values if value.mark == "‡"]
            last = max(dates, default=None)
        moved = correction(published.scheme, last)
        if moved is not None:
            detail = f"until {moved.printed} is printed; the law says until {moved.lawful}: {moved.instrument}"
            yield published.of_rule(KIND, placed, detail, words=reading.text)
        elif last is not None and last < today:
            yield published.of_rule(KIND, placed, f"{last} is before {today}", words=reading.text)
