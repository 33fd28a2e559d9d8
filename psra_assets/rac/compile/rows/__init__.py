"""Rule sets read with their neighbours: ranges, rows that describe or leave over, fragments, alternatives."""

from psra_assets.rac.compile.rows.published import PublishedRule, RuleSet, read_rule_sets
from psra_assets.rac.compile.rows.readings import Reading, readings
from psra_assets.rac.compile.rows.selection import Row, place
from psra_assets.rac.compile.rows.titles import headed, least

__all__ = ["PublishedRule", "Reading", "Row", "RuleSet", "headed", "least", "place", "read_rule_sets", "readings"]
