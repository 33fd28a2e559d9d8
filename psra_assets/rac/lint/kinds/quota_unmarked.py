"""PUB408: a quota that stands in words only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from psra_assets.rac.lint.kind import Defect, Kind
from psra_assets.rac.lint.published import PublishedList

KIND = Kind(
    "PUB408",
    "quota_unmarked",
    "The words speak of a quota and the field for quotas is false",
    "error",
    "A rule that is open to a limited quantity of one party's exports looks like one for all goods.",
    "Set the quota's field, and those for the direction of trade where the quota has one.",
)
_QUOTA = re.compile(r"\bquotas?\b", re.I)
_DIRECTION = re.compile(r"\bexports? from ([^()*]+?) (?:in)?to (?:the )?([^()*]+)", re.I)


def find(published: PublishedList) -> Iterator[Defect]:
    """Each rule whose row or own words name a quota while its field does not."""
    for placed in published.rules():
        rule, rule_set = placed.rule, placed.rule_set
        words = next((text for text in (rule.text, rule_set.subdivision) if _QUOTA.search(text)), None)
        if words is None or rule.quota:
            continue
        direction = _DIRECTION.search(words)
        one_way = f", for exports from {direction[1]} to {direction[2].strip()} only" if direction else ""
        fields = "" if rule.is_import != rule.is_export else "; import and export are both set"
        yield published.of_rule(KIND, placed, f"the words name a quota{one_way}{fields}", words=words)
