"""PUB310: a row whose code is not of the agreement's HS edition: the list was moved to the current tariff."""

from __future__ import annotations

import re
from collections.abc import Iterator

from psra_assets.rac.compile.editions import has_code
from psra_assets.rac.lint.kind import Defect, Kind
from psra_assets.rac.lint.published import PublishedList

KIND = Kind(
    "PUB310",
    "range_transposed",
    "A row's code is not of the agreement's HS edition",
    "info",
    "The list was moved to the current tariff without saying so. A change of classification is judged in the "
    "agreement's edition; where a code was split or merged in between, the row may have a rule that its goods "
    "never had.",
    "State the edition in which ranges are printed, and which codes were moved.",
)
_ONE_CODE = re.compile(r"^\s*(?:ex\s*)?\d[\d.]*\d\s*$", re.I)


def find(published: PublishedList) -> Iterator[Defect]:
    """Each row for one heading or subheading that the printed edition has and the agreement's has not."""
    if published.edition == published.printed:
        return
    for rule_set in published.rule_sets:
        codes = rule_set.codes
        if codes is None or not _ONE_CODE.match(rule_set.heading):
            continue
        if has_code(published.printed, codes) and not has_code(published.edition, codes):
            detail = f"{rule_set.heading.strip()} is of HS {published.printed}, the agreement of HS {published.edition}"
            yield published.of_set(KIND, rule_set, detail, key="heading", words=rule_set.heading)
