"""What a requirement's words mean before requirements are put together."""

from __future__ import annotations

from dataclasses import dataclass

from psra_assets.rac.compile.constructs.materials import Materials
from psra_assets.rac.compile.constructs.reader import Node


@dataclass(frozen=True, slots=True)
class Premise:
    """The rule speaks of goods of these codes, that answer all descriptions of ``tags``; ``is_other``: of the others of
    that code than those named before.
    """

    codes: tuple[str, ...]
    is_other: bool = False
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cap:
    """“provided that their total value does not exceed p % of the basis”; by weight, the share is of the product's."""

    shares: tuple[tuple[str, str], ...]
    by_weight: bool = False

    def limits(self) -> list[Node]:
        """The keys of an allowance, one for each share."""
        if self.by_weight:
            return [{"max_pct": pct, "measure": "weight"} for pct, _ in self.shares]
        return [{"max_pct": pct, "measure": "value", "basis": base} for pct, base in self.shares]


@dataclass(slots=True)
class Unit:
    """One requirement: a node of its own, or words that change the one before it.

    ``leaf`` is the change of classification that a concession may soften; ``wholly`` is a condition “wholly obtained”,
    from which some materials may be let off; ``materials`` are those that a cap limits; ``concession_from``: where
    the words of the concession begin in the shape; ``is_whole``: words that lists print as a rule of their own, so that
    two of them need an “and” or “or”; ``is_proviso``: “provided that” stands before it.
    """

    node: Node | None = None
    leaf: Node | None = None
    wholly: Node | None = None
    excepted: tuple[Materials, ...] = ()
    materials: tuple[Materials, ...] = ()
    concession: tuple[Materials, ...] = ()
    concession_from: int | None = None
    cap: Cap | None = None
    premise: Premise | None = None
    # words of one family of lists (``singular``)
    are_others: Node | None = None
    groups: tuple[Node, ...] = ()
    country: Node | None = None
    is_line: bool = False
    # how it is tied to what stands before it; ``opens_list``: “in which” within a sentence, whose list goes with it
    conjunction: str = "none"
    mark: str = ""
    has_lead: bool = False
    opens_list: bool = False
    is_proviso: bool = False
    begins_sentence: bool = False
    is_process: bool = False
    is_whole: bool = False
    span: tuple[int, int] = (0, 0)

    @property
    def is_premise_alone(self) -> bool:
        """Whether it says only which goods the others are about."""
        return self.node is None and self.premise is not None
