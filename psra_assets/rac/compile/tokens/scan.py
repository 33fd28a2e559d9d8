"""Longest match of the lexicon's phrases over the words of a shape."""

from __future__ import annotations

import re

from psra_assets.rac.compile.lexicon import lexicon
from psra_assets.rac.compile.tokens.lexeme import Lexeme

_WORD = re.compile(r"[,;:()¶]|\.(?=\s|$|[,;:)])|(?:[^\s,;:()¶.]|\.(?![\s,;:)]|$))+")
PUNCTUATION = {",": "COMMA", ";": "SEMICOLON", ":": "COLON", ".": "STOP", "¶": "ITEM"}
CONJUNCTIONS = {"and": "AND", "or": "OR", "and/or": "AND_OR", "but": "AND", "+": "AND", "plus": "AND"}


def scan(shape: str) -> list[Lexeme]:
    """The phrases of a shape in order; a word that no phrase holds becomes a ``WORD``."""
    found = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(shape)]
    words = [word for word, _, _ in found]
    known = lexicon()
    lexemes: list[Lexeme] = []
    position = 0
    while position < len(words):
        word, start, end = found[position]
        match = known.longest(words, position)
        if match is not None:
            after, kind, data = match
            end = found[after - 1][2]
            lexemes.append(Lexeme(kind, shape[start:end], start, end, data))
            position = after
            continue
        kind = PUNCTUATION.get(word) or CONJUNCTIONS.get(word) or "WORD"
        lexemes.append(Lexeme(kind, word, start, end))
        position += 1
    return lexemes
