"""The publisher's ``class`` against the tree that the words mean. The words are the law; the class is a cross-check.

The class was looked up by text and says what kinds of requirement a rule has (origin.md A.4). Where it and the tree
disagree one of the two is wrong, or the class says less than the words: each disagreement is reported with the kinds
that only one of them has, and what that usually means.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from psra_assets.rac.compile.constructs.states import leaves

Node = dict[str, Any]

# the publisher's words, longest first, and the kind of requirement that each is
_WORDS = (
    ("MAXNOM_OM", "NOMleOM"),
    ("MINOM_VALUE", "MinOM"),
    ("MAXWEIGHT", "MaxWeight"),
    ("ORIG RETAINED", "OriginRetained"),
    ("PROCESSING_TEXTILE", "Process"),
    ("INSUFFICIENT PROCESSING", ""),
    ("PRODUCTION FROM", "FromMaterial"),
    ("MAXNOM", "MaxNOM"),
    ("MINOM", "MinOM"),
    ("PROCESSING", "Process"),
    ("ORIGINATING", "Originating"),
    ("MAY NOT BE USED", "Prohibit"),
    ("CTSH", "CTSH"),
    ("CTH", "CTH"),
    ("RVC", "RVC"),
    ("SET", "SetRule"),
    ("CC", "CC"),
    ("AH", "AnyHeading"),
    ("WO", "WO"),
)
_EXPLAINED = {
    ("MaxNOM", True): "the class names a limit by value that the words do not state",
    ("MaxNOM", False): "the words limit the value of materials; the class leaves it out",
    ("AnyHeading", True): "the class says any heading; the words name the headings that may not be used",
    ("CTH", False): "the words ask for a change of heading; the class leaves it out",
    ("Process", False): "the words ask for a process; the class leaves it out",
    ("FromMaterial", False): "the words say what to start from; the class leaves it out",
}
# how a lawyer calls what a leaf asks for
_CALLED = {
    "AnyHeading": "materials of any heading",
    "CC": "a change of chapter",
    "CTH": "a change of heading",
    "CTSH": "a change of subheading",
    "Fact": "a fact about the materials",
    "FromMaterial": "what to start from",
    "MaxNOM": "a limit by value",
    "MaxWeight": "a limit by weight",
    "MinOM": "a least share of originating materials",
    "NOMleOM": "no more non-originating than originating materials",
    "Note": "what a note defines",
    "Originating": "originating materials",
    "OriginRetained": "that origin is kept",
    "Process": "a process",
    "Prohibit": "materials that may not be used",
    "RVC": "a regional value content",
    "SetRule": "the rule for sets",
    "WO": "wholly obtained materials",
}
_BENEFICIARIES = {"least_developed_country", "other_beneficiary_country"}
_LEFT_OPEN = "INSUFFICIENT PROCESSING"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One rule whose class and words name other kinds of requirement, each set sorted."""

    stated: tuple[str, ...]
    only_class: tuple[str, ...]
    only_words: tuple[str, ...]

    @property
    def explanation(self) -> str:
        """What only one of the two says, in words."""
        if not self.only_class and any(_LEFT_OPEN in word.upper() for word in self.stated):
            wanted = " and ".join(_CALLED.get(kind, kind) for kind in self.only_words)
            return f"the class says only that insufficient working does not suffice; the words say {wanted}"
        said = [(kind, True) for kind in self.only_class] + [(kind, False) for kind in self.only_words]
        return "; ".join(_EXPLAINED.get(pair) or _plain(*pair) for pair in said)


def _plain(kind: str, of_class: bool) -> str:
    called = _CALLED.get(kind, kind)
    return f"only the class names {called}" if of_class else f"only the words ask for {called}"


def disagreement(stated: Sequence[str], node: Node) -> Disagreement | None:
    """Where class and tree differ; nothing where they agree or the class is empty."""
    if not stated:
        return None
    named = frozenset(kind for word in stated for kind in _named(word))
    found = frozenset(kind for leaf in leaves(node) for kind in _kinds(leaf))
    only_class = {kind for kind in named - found if not _covered(kind, node)}
    only_words = {kind for kind in found - named if not _implied(kind, named)}
    if not only_class and not only_words:
        return None
    return Disagreement(tuple(stated), tuple(sorted(only_class)), tuple(sorted(only_words)))


def _named(word: str) -> Iterator[str]:
    rest = word.upper()
    for text, kind in _WORDS:
        if text in rest:
            rest = rest.replace(text, " ")
            if kind:
                yield kind


def _kinds(leaf: Node) -> Iterator[str]:
    """A leaf's kind, and those of the words beside a change of classification that are part of its leaf. No class says
    whose goods a rule is for.
    """
    if leaf.get("code") in _BENEFICIARIES:
        return
    yield leaf["type"]
    if any(allowance.get("max_pct") not in (None, "100") for allowance in leaf.get("allowances", ())):
        yield "MaxNOM"
    if leaf["type"] == "MinOM" and leaf.get("wholly_obtained"):
        yield "WO"


def _covered(kind: str, node: Node) -> bool:
    """Whether the tree says a kind of the class by another leaf."""
    types = {leaf["type"] for leaf in leaves(node)}
    stands_for = {
        # “manufacture from materials of heading X” is a prohibition of all others
        "FromMaterial": {"Prohibit", "Fact"},
        "Originating": {"MinOM"},
        # “any heading” beside another requirement asks for nothing
        "AnyHeading": types - {"AnyHeading"},
        "MaxNOM": {"SetRule"},
    }
    return bool(types & stands_for.get(kind, set()))


def _implied(kind: str, named: frozenset[str]) -> bool:
    """Whether a leaf's kind needs no word of its own in the class."""
    by = {
        "Prohibit": {"AnyHeading", "FromMaterial", "CTH", "CC", "CTSH"},
        "Fact": {"FromMaterial", "Process"},
        "FromMaterial": {"Process"},
        "Originating": {"WO"},
        "MinOM": {"Originating", "WO"},
        "MaxNOM": {"SetRule"},
    }
    return bool(named & by.get(kind, set()))
