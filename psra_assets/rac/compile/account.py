"""Every character of a published text accounted for: what became of it.

``leaf``: it says what a leaf of the tree, its validity or its goods say. ``connective``: it opens, joins or parts what
the leaves say (“and”, punctuation, blanks). ``gloss``: it adds nothing to the criteria and is in the closed list of
``lexicon/glosses.yaml``, or is the publisher's markup (tags, link addresses, footnote marks). ``unread``: words that
the lexicon knows, in a text that is not understood as a whole. ``remainder``: none of these.
"""

from __future__ import annotations

from dataclasses import asdict, astuple, dataclass
from functools import lru_cache

from psra_assets.rac.compile.constructs.states import leaves
from psra_assets.rac.compile.rows.readings import understood
from psra_assets.rac.compile.text import normalise
from psra_assets.rac.compile.tokens import scan

_CONNECTIVES = frozenset(
    {
        "COMMA", "SEMICOLON", "COLON", "STOP", "ITEM", "AND", "OR", "AND_OR", "HOWEVER", "LETTER", "LEAD", "IN_WHICH",
        "WITHIN_LIMIT", "BY", "WITH", "GROUP_OPEN", "CLOSE",
    }
)  # fmt: skip
# said once for all that follows: the period, and what a list of methods of content measures
_OF_ALL = frozenset({"PERIOD", "CONTENT_OF"})
_LEAF, _CONNECTIVE, _GLOSS, _UNREAD, _REMAINDER = range(5)


@dataclass(frozen=True, slots=True)
class Account:
    """Characters by what became of them."""

    leaf: int = 0
    connective: int = 0
    gloss: int = 0
    unread: int = 0
    remainder: int = 0

    @property
    def total(self) -> int:
        """All characters."""
        return sum(astuple(self))

    def as_dict(self) -> dict[str, int]:
        """For a report."""
        return asdict(self)

    def __add__(self, other: Account) -> Account:
        return Account(
            self.leaf + other.leaf,
            self.connective + other.connective,
            self.gloss + other.gloss,
            self.unread + other.unread,
            self.remainder + other.remainder,
        )


@lru_cache(maxsize=65536)
def account(text: str) -> Account:
    """What became of each character of a text."""
    meaning, _ = understood(text)
    normal = normalise(text)
    # What stands in no lexeme is a blank or was the publisher's markup.
    fate = [_CONNECTIVE if character.isspace() else _GLOSS for character in text]

    def mark(low: int, high: int, what: int) -> None:
        fate[low:high] = [what] * (high - low)

    glosses = []
    for lexeme in scan(normal.shape):
        low, high = normal.aligned.span(lexeme.start, lexeme.end)
        mark(low, high, _fate_of(lexeme.kind, is_understood=meaning is not None))
        if lexeme.kind == "GLOSS":
            glosses.append((low, high))
    if meaning is not None:
        for leaf in leaves(meaning.node):
            low, high = leaf["source"]["span"]
            mark(low, high, _LEAF)
        for low, high in meaning.absorbed:
            mark(low, high, _LEAF)
    for low, high in glosses:
        mark(low, high, _GLOSS)
    return Account(*(fate.count(what) for what in range(5)))


def _fate_of(kind: str, *, is_understood: bool) -> int:
    """What becomes of a lexeme that lies in no leaf."""
    if kind in _CONNECTIVES:
        return _CONNECTIVE
    if is_understood:
        return _LEAF if kind in _OF_ALL else _REMAINDER
    return _REMAINDER if kind == "WORD" else _UNREAD
