"""What every construct needs: the values behind marks, spans, leaves, and small helpers over the parser's tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lark import Token, Tree

from psra_assets.rac.compile.errors import Doubt
from psra_assets.rac.compile.grammar.parser import LexemeToken
from psra_assets.rac.compile.text import Normal, Value
from psra_assets.rac.compile.text.normal import PERCENT
from psra_assets.rac.compile.tokens import Lexeme

_PERCENT = re.compile(r"100|\d{1,2}(?:\.\d{1,6})?")

Node = dict[str, Any]
Part = Tree[Token] | Token


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads values and spans of one text."""

    normal: Normal
    at: dict[int, Value]

    @classmethod
    def of(cls, normal: Normal) -> Reader:
        """A reader of a text in normal form."""
        return cls(normal, normal.values_at())

    def value(self, token: Token) -> str:
        """The code, percentage or date behind a mark. Raises ``Doubt`` for a percentage that none can be."""
        value = self.at[token.start_pos or 0]
        if value.mark == PERCENT and not _PERCENT.fullmatch(value.text):
            raise Doubt(f"{value.text} % is no share")
        return value.text

    def values_within(self, low: int, high: int) -> list[str]:
        """All values whose marks stand in ``[low, high)`` of the shape."""
        return [value.text for position, value in sorted(self.at.items()) if low <= position < high]

    def span(self, part: Part) -> list[int]:
        """Where a part of the tree stands in the original, ``[start, end)``."""
        if isinstance(part, Token):
            low, high = part.start_pos or 0, part.end_pos or 0
        else:
            low, high = part.meta.start_pos, part.meta.end_pos
        return list(self.normal.aligned.span(low, high))

    def leaf(self, part: Part, kind: str, /, **keys: Any) -> Node:
        """A leaf with its span; keys that are ``None`` are left out."""
        node: Node = {"type": kind}
        node.update({key: value for key, value in keys.items() if value is not None})
        node["source"] = {"span": self.span(part)}
        return node


def subtrees(tree: Tree[Token], *names: str) -> Iterator[Tree[Token]]:
    """Children that are trees, of these names if any are given."""
    for child in tree.children:
        if isinstance(child, Tree) and (not names or child.data in names):
            yield child


def only(tree: Tree[Token], *names: str) -> Tree[Token] | None:
    """The one child tree of these names, if there is one."""
    return next(subtrees(tree, *names), None)


def tokens(tree: Tree[Token], *kinds: str) -> list[Token]:
    """Children that are tokens of these kinds."""
    return [child for child in tree.children if isinstance(child, Token) and child.type in kinds]


def has(tree: Tree[Token], *kinds: str) -> bool:
    """Whether a token of these kinds is a child."""
    return bool(tokens(tree, *kinds))


def lexeme(token: Token) -> Lexeme:
    """What the lexicon knows of a token."""
    if not isinstance(token, LexemeToken):
        raise TypeError(f"not a token of the scanner: {token!r}")
    return token.lexeme


def check_stated_codes(reader: Reader, token: Token, expected: tuple[str, ...]) -> None:
    """A phrase that names codes must name those that the lexicon expects; otherwise it says something else."""
    if expected:
        stated = reader.values_within(token.start_pos or 0, token.end_pos or 0)
        if sorted(stated) != sorted(expected):
            raise Doubt(f"“{token}” names other codes than expected: {', '.join(stated)}")


def joint(kind: str, nodes: list[Node]) -> Node:
    """``any`` or ``all`` of nodes, flattened; one node stands for itself."""
    flat: list[Node] = []
    for node in nodes:
        flat += node[kind] if set(node) == {kind} else [node]
    return flat[0] if len(flat) == 1 else {kind: flat}
