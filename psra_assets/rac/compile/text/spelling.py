"""Typography and spelling: one way to write each word. Nothing here changes what a sentence says."""

from __future__ import annotations

import re

from psra_assets.rac.compile.text.aligned import Aligned

_CHARACTERS = re.compile(r"[\u00a0\u2007\u202f\t\r\u200b\u2010\u2011\u2012\u2013\u2014\u2018\u2019\u201c\u201d`\u00ad]")
_FOLD = {
    "\u200b": "",
    "\u00ad": "",
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "-",
    "\u2013": "-",
    "\u2014": "-",
    "\u2018": "'",
    "\u2019": "'",
    "\u201c": "'",
    "\u201d": "'",
    "`": "'",
}
_UPPER = re.compile(r"[A-ZÀ-Þ]+")

# (what is found, what is written): misprints, British and American spelling, hyphens and spaces
_WORDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(found), written)
    for found, written in (
        (r"\"", "'"),
        (r"\s+", " "),
        (r" ?/ ?", "/"),
        (r" ?\( ?", " ("),
        (r" \)", ")"),
        (r" ([,.;:])", r"\1"),
        (r"([,;:])(?=[a-z¶(])", r"\1 "),
        (r"(?<=[a-z])\.(?=[a-z]{3})", ". "),
        (r"(?<=[a-z])- (?=originating|making|manufactures|conductor|finished)", "-"),
        (r"\b((?:sub)?headings?|chapters?) n(?:os?|º|°)s?\.? ?(?=\d)", r"\1 "),
        (r"\b(the|of|an?|in|to|from|than|headings?|subheadings?|chapters?) ¶ (?!or\b|and\b)", r"\1 "),
        (r"\b(and|or) - (?=the )", r"\1 ¶ "),
        (r"\bnon originating\b|\bnonoriginating\b", "non-originating"),
        (r"\bman made\b", "man-made"),
        (r"\bpaper making\b", "paper-making"),
        (r"\bex[- ]?works\b", "ex-works"),
        (r"\bfree[- ]on[- ]board\b", "free on board"),
        (r"\bsub-heading", "subheading"),
        (r"\bmaking up\b", "making-up"),
        (r"\brasing\b", "raising"),
        (r"\bcalendaring\b", "calendering"),
        (r"\bmercerizing\b", "mercerising"),
        (r"\bmetallizing\b|\bmetallising\b|\bmetalising\b", "metalizing"),
        (r"\bmateriasl\b|\bmateials\b", "materials"),
        (r"\bper ?cent\b", "%"),
        (r"\bnon-woven\b|\bnonwoven\b", "non-woven"),
        (r"\bit's\b", "its"),
        (r"(?:¶ )+(?=¶)", ""),
        (r"^[ ¶]+|[ ¶]+$", ""),
    )
)


def one_spelling(text: Aligned) -> Aligned:
    """Lower case, single spaces, one spelling of each word."""
    text = text.sub(_CHARACTERS, lambda m: _FOLD.get(m.group(), " "))
    text = text.sub(_UPPER, lambda m: m.group().lower())
    for found, written in _WORDS:
        text = text.sub(found, written if "\\" not in written else lambda m, w=written: m.expand(w))  # type: ignore[misc]
    return text
