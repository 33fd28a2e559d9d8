"""PUB203: a word that scanning has split in two."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from psra_assets.rac.lint.kind import Defect, Kind
from psra_assets.rac.lint.published import PublishedList

KIND = Kind(
    "PUB203",
    "split_word",
    "A word is split by a blank",
    "warning",
    "A search for the word does not find the rule, and a reader of text by machine takes it for two words.",
    "Join the word.",
)
_WORD = re.compile(r"[a-zß-ÿ]+")
_MARKUP = re.compile(r"<[^<>]*>|\]\([^()\s]*\)|&\w+;")
_PAIR = re.compile(r"\b([a-z]{2,})(?: |- )([a-z]{2,})\b")
# a word that a list uses so often is no accident
_OFTEN = 12


def find(published: PublishedList) -> Iterator[Defect]:
    """Each rule with two neighbours that are one word of the lists, where one of them is no word at all."""
    used = Counter(word for placed in published.rules() for word in _WORD.findall(_plain(placed.rule.text)))
    known = {word for word, count in used.items() if count >= _OFTEN} | _lexicon()
    for placed in published.rules():
        for one, other in _PAIR.findall(_plain(placed.rule.text)):
            if one + other in known and (one not in known or other not in known) and not {one, other} <= _whole():
                yield published.of_rule(KIND, placed, f"“{one} {other}” is “{one}{other}”")


def _plain(text: str) -> str:
    return _MARKUP.sub(" ", text).lower()


@cache
def _lexicon() -> frozenset[str]:
    """Words of the compiler's lexicon: how the lists say each thing."""
    folder = files("psra_assets.rac.compile.lexicon")
    text = " ".join(
        (folder / name).read_text(encoding="utf-8") for name in ("phrases.yaml", "things.yaml", "products.yaml")
    )
    return frozenset(word for word in _WORD.findall(text.lower()) if len(word) > 1)


@cache
def _whole() -> frozenset[str]:
    """Parts of compounds that are written both ways."""
    return frozenset({"sub", "heading", "headings", "non", "woven", "making", "up", "paper", "hand", "man", "made"})
