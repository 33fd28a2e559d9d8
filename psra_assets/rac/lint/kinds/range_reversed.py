"""PUB102: a range that ends before it begins, or has room for no six-digit code."""

from __future__ import annotations

from collections.abc import Iterator

from psra_assets.rac.compile.rows.published import codes_between
from psra_assets.rac.lint.kind import Defect, Kind
from psra_assets.rac.lint.published import PublishedList

KIND = Kind(
    "PUB102",
    "range_reversed",
    "A range holds no six-digit code",
    "error",
    "The rule set applies to no code, since its range is empty.",
    "Print the lower code as min and the higher one, filled up with nines, as max.",
)


def find(published: PublishedList) -> Iterator[Defect]:
    """Each well-formed range that is empty."""
    for rule_set in published.rule_sets:
        ends = (rule_set.low, rule_set.high)
        codes, fault = codes_between(*ends)
        if codes is None and all(len(end) == 10 and end.isdecimal() for end in ends):
            words = f"{rule_set.low} to {rule_set.high}"
            yield published.of_set(KIND, rule_set, str(fault), key="min", words=words)
