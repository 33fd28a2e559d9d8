"""PUB401: subheadings that no row covers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import psra_native

from psra_assets.rac.lint.kind import Defect, Kind
from psra_assets.rac.lint.published import PublishedList

KIND = Kind(
    "PUB401",
    "coverage_hole",
    "Subheadings have no rule",
    "error",
    "Nobody can say whether these goods originate: the preference cannot be claimed, or is claimed without a rule.",
    "Add the row of the agreement's list, or the codes to which its goods have moved.",
)


def find(published: PublishedList) -> Iterator[Defect]:
    """Each heading with subheadings that no range covers, of the edition in which the list prints its ranges."""
    for heading, codes in groupby(_missing(published), key=lambda code: code[:4]):
        found = tuple(codes)
        detail = f"no row covers {', '.join(found)} of HS {published.printed}"
        yield Defect(KIND, published.file, "/rule_sets", heading, "", detail, codes=found)


def _missing(published: PublishedList) -> Iterator[str]:
    """Subheadings outside of every range, in order."""
    ranges = sorted(rule_set.codes for rule_set in published.rule_sets if rule_set.codes is not None)
    at, reached = 0, -1
    for code in sorted(psra_native.hs_codes(published.printed)):
        while at < len(ranges) and ranges[at][0] <= int(code):
            reached = max(reached, ranges[at][1])
            at += 1
        if int(code) > reached:
            yield code
