"""PUB101: a range whose ends are not ten digits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from psra_assets.rac.lint.kind import Defect, Kind
from psra_assets.rac.lint.published import PublishedList

KIND = Kind(
    "PUB101",
    "range_malformed",
    "An end of a range is not ten digits",
    "error",
    "The rule set applies to no code: goods that it is meant for get no rule, or only that of a wider row.",
    "Print min and max as ten digits; where two ranges were meant, print two rule sets.",
)
_TEN_DIGITS = re.compile(r"\d{10}", re.ASCII)


def find(published: PublishedList) -> Iterator[Defect]:
    """Each end that is not ten digits."""
    for rule_set in published.rule_sets:
        for key, end in (("min", rule_set.low), ("max", rule_set.high)):
            if not _TEN_DIGITS.fullmatch(end):
                yield published.of_set(KIND, rule_set, f"{end!r} is not ten digits", key=key, words=end)
