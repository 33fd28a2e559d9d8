"""What a rule set's subdivision says: nothing, a description, or “other”."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

import yaml

from psra_assets.rac.compile.lexicon.pattern import expand
from psra_assets.rac.compile.text import normalise

_SEPARATOR = re.compile(r"\s*[▸>]\s*")
_TAGS = re.compile(r"<[^>]*>|\[\\?/?(?:ul|bl|ol|li)\]|\[\\(?:ul|bl)\]")
_DASHES = re.compile(r"^[\s\-–—:•]+|[\s\-–—:;,.]+$")
_OTHER = re.compile(
    r"^(?:others?|other than (?:the above|those above)|"
    r"any other(?: products?| goods?)?(?: (?:from|of) (?:sub)?heading.*)?)$"
)
_NOTHING = re.compile(r"^(?:missing description|(?:sub)?heading §[46]|chapter §2|[§246 \-to]*)$")


@lru_cache(maxsize=65536)
def path(subdivision: str) -> tuple[str, ...]:
    """The subdivision's parts in normal form, from the outermost to the innermost."""
    parts = []
    for part in _SEPARATOR.split(_TAGS.sub(" ", subdivision)):
        plain = _DASHES.sub("", normalise(_DASHES.sub("", part)).shape.replace(" ¶ ", " ").replace(",,", ","))
        if plain and not _NOTHING.match(plain):
            parts.append(plain)
    return tuple(parts)


def is_other(parts: tuple[str, ...]) -> bool:
    """Whether the innermost part leaves over what others describe."""
    return bool(parts) and bool(_OTHER.match(parts[-1]))


def described(parts: tuple[str, ...]) -> tuple[str, ...]:
    """The parts that describe, without “other”: what “Other ▸ Other” leaves over is what “Other” leaves over."""
    return tuple(part for part in parts if not _OTHER.match(part))


@cache
def _products() -> dict[str, tuple[str, ...]]:
    text = (files("psra_assets.rac.compile.lexicon") / "products.yaml").read_text(encoding="utf-8")
    known: dict[str, tuple[str, ...]] = {}
    for tags, patterns in yaml.load(text, Loader=yaml.CSafeLoader).items():
        for pattern in patterns:
            for phrase in expand(pattern):
                known[phrase.replace(" ,", ",").replace("( ", "(").replace(" )", ")").replace(" ;", ";")] = tuple(
                    tags.split(" ")
                )
    return known


def tags(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Tags of the vocabulary that say the whole description, or none."""
    return _products().get(parts[-1], ()) if parts else ()
