"""Phrase patterns: ``[x|y]`` may be there, ``(x|y)`` is one of these, ``{x}`` is a round bracket of the text."""

from __future__ import annotations

import re

_TOKEN = re.compile(r"\[|\]|\(|\)|\||[^\[\]()|]+")


def expand(pattern: str) -> list[str]:
    """Every phrase that a pattern stands for, words parted by one blank."""
    parts = _TOKEN.findall(pattern)
    results, position = _sequence(parts, 0)
    if position != len(parts):
        raise ValueError(f"unbalanced pattern: {pattern}")
    texts = (
        r.replace("{", " ( ").replace("}", " ) ").replace(",", " , ").replace(":", " : ").replace(";", " ; ")
        for r in results
    )
    return list(dict.fromkeys(re.sub(r"\s+", " ", text).strip() for text in texts))


def _sequence(parts: list[str], position: int) -> tuple[list[str], int]:
    done: list[str] = []
    current = [""]
    while position < len(parts):
        part = parts[position]
        if part in ("[", "("):
            inner, position = _sequence(parts, position + 1)
            if position >= len(parts) or parts[position] != {"[": "]", "(": ")"}[part]:
                raise ValueError("a bracket is not closed")
            options = [*inner, ""] if part == "[" else inner
            current = [left + right for left in current for right in options]
        elif part == "|":
            done += current
            current = [""]
        elif part in ("]", ")"):
            break
        else:
            current = [left + part for left in current]
        position += 1
    return done + current, position
