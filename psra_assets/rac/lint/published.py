"""One published list as the kinds look at it: raw, typed, read by the compiler, beside its notes and articles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from psra_assets.rac.compile import ArticleBundle
from psra_assets.rac.compile.editions import edition_of, printed_edition
from psra_assets.rac.compile.rows import PublishedRule, Reading, Row, RuleSet, place, read_rule_sets, readings
from psra_assets.rac.lint.kind import Defect, Kind


class Placed(NamedTuple):
    """A rule with its rule set and its number within it."""

    rule_set: RuleSet
    number: int
    rule: PublishedRule

    @property
    def pointer(self) -> str:
        """JSON pointer of the rule's words."""
        return f"/rule_sets/{self.rule_set.index}/rules/{self.number}/rule"


@dataclass(slots=True, eq=False)
class _Fields:
    scheme: str
    file: str
    payload: dict[str, Any]
    prefix: str
    as_of: date
    bundle: ArticleBundle | None = None
    scheme_entry: dict[str, Any] | None = None
    sha256: str = ""
    same_bytes_as: tuple[str, ...] = field(default=())


class PublishedList(_Fields):
    """A list of rules and what stands beside it. ``bundle`` is None where no notes and articles are at hand: then
    nothing is said about references to them. ``as_of`` is the day on which dates are past or not.

    Raises ``UnreadableRuleSets`` (SRC690) at the first look if the form is not the publisher's.
    """

    @cached_property
    def rule_sets(self) -> list[RuleSet]:
        """Every rule set, typed."""
        return read_rule_sets(self.payload, self.file)

    @cached_property
    def readings(self) -> dict[int, list[Reading]]:
        """The alternatives of every rule set, by its index."""
        return {rule_set.index: readings(rule_set) for rule_set in self.rule_sets}

    @cached_property
    def rows(self) -> dict[int, Row]:
        """The kind of row of every rule set with a range."""
        return place(self.rule_sets)

    @cached_property
    def edition(self) -> int:
        """HS edition of the agreement's list."""
        return edition_of(self.scheme, self.bundle.texts() if self.bundle else ())

    @cached_property
    def printed(self) -> int:
        """HS edition in which the list prints its ranges."""
        return printed_edition(self.prefix, self.edition, [s.codes for s in self.rule_sets if s.codes])

    def raw(self, rule_set: RuleSet) -> dict[str, Any]:
        """A rule set as published."""
        entry: dict[str, Any] = self.payload["rule_sets"][rule_set.index]
        return entry

    def rules(self) -> Iterator[Placed]:
        """Every rule in its place."""
        for rule_set in self.rule_sets:
            for number, rule in enumerate(rule_set.rules):
                yield Placed(rule_set, number, rule)

    def joined(self) -> Iterator[tuple[Placed, Reading]]:
        """Every alternative, fragments joined, at the place of its first rule."""
        for rule_set in self.rule_sets:
            for reading in self.readings[rule_set.index]:
                first = reading.members[0]
                yield Placed(rule_set, first, rule_set.rules[first]), reading

    def of_set(
        self, kind: Kind, rule_set: RuleSet, detail: str, *, key: str = "", words: str = "", also: tuple[str, ...] = ()
    ) -> Defect:
        """A defect of a rule set, or of one of its fields."""
        pointer = f"/rule_sets/{rule_set.index}" + (f"/{key}" if key else "")
        return Defect(kind, self.file, pointer, rule_set.heading, words, detail, also=also)

    def of_rule(self, kind: Kind, placed: Placed, detail: str, *, words: str | None = None) -> Defect:
        """A defect of a rule's words."""
        said = placed.rule.text if words is None else words
        return Defect(kind, self.file, placed.pointer, placed.rule_set.heading, said, detail)
