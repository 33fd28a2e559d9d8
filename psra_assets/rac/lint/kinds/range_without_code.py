"""PUB309: a range in which the edition that the list prints has no subheading."""

from __future__ import annotations

from collections.abc import Iterator

from psra_assets.rac.compile.editions import EDITIONS, has_code
from psra_assets.rac.lint.kind import Defect, Kind
from psra_assets.rac.lint.published import PublishedList

KIND = Kind(
    "PUB309",
    "range_without_code",
    "A range is of another HS edition than the list's",
    "warning",
    "The row applies to no code in force; the goods that it was for have moved to codes with another rule, or with "
    "none.",
    "Print the codes to which the goods have moved.",
)


def find(published: PublishedList) -> Iterator[Defect]:
    """Each sound range without a code."""
    for rule_set in published.rule_sets:
        if rule_set.codes is None or has_code(published.printed, rule_set.codes):
            continue
        others = [str(edition) for edition in EDITIONS if has_code(edition, rule_set.codes)]
        where = f"HS {', '.join(others)} has" if others else "no edition has"
        detail = f"HS {published.printed} has no subheading there; {where}"
        words = f"{rule_set.low} to {rule_set.high}"
        yield published.of_set(KIND, rule_set, detail, key="min", words=words)
