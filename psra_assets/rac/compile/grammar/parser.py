"""Builds the LALR parser from the grammar's files; each shape is parsed once a process."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedInput
from lark.lexer import Lexer

from psra_assets.rac.compile.errors import Doubt
from psra_assets.rac.compile.tokens import Lexeme, joined, scan

_TERMINAL = re.compile(r"\b[A-Z][A-Z0-9_]+\b")
_COMMENT = re.compile(r"//.*")


class LexemeToken(Token):
    """A token that keeps what the lexicon knows of it."""

    lexeme: Lexeme


class _Lexemes(Lexer):
    """Hands over what the scanner found."""

    def __init__(self, _conf: Any) -> None:
        pass

    def lex(self, data: list[Lexeme]) -> Iterator[Token]:  # type: ignore[override]
        """Tokens of the parser; a token's value is its lexeme."""
        for lexeme in data:
            token = LexemeToken(lexeme.kind, lexeme.text, start_pos=lexeme.start, end_pos=lexeme.end)
            token.lexeme = lexeme
            yield token


@cache
def _parser() -> Lark:
    folder = files(__package__)
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".lark"))
    text = "\n".join((folder / name).read_text(encoding="utf-8") for name in names)
    terminals = sorted(set(_TERMINAL.findall(_COMMENT.sub("", text))))
    text += "\n%declare " + " ".join(terminals) + "\n"
    return Lark(text, parser="lalr", lexer=_Lexemes, propagate_positions=True, maybe_placeholders=False)


@lru_cache(maxsize=65536)
def _parse(shape: str) -> tuple[Tree[Token] | None, str]:
    lexemes, tail = joined(scan(shape))
    if not lexemes:
        return None, "there are no words"
    unknown = next((lexeme for lexeme in lexemes if lexeme.kind == "WORD"), None)
    try:
        return _parser().parse(lexemes), tail
    except UnexpectedInput as error:
        token = getattr(error, "token", None)
        if unknown is not None:
            return None, f"words not understood: “{_excerpt(shape, unknown.start)}”"
        if token is None or token.type == "$END":
            return None, "the sentence breaks off"
        return None, f"sentence not understood at “{_excerpt(shape, token.start_pos)}”"


def _excerpt(shape: str, start: int) -> str:
    return shape[start : start + 60].strip()


def parse(shape: str) -> tuple[Tree[Token], str]:
    """The tree of a shape and the punctuation at its end. Raises ``Doubt`` with the place that is not understood."""
    tree, tail = _parse(shape)
    if tree is None:
        raise Doubt(tail)
    return tree, tail
