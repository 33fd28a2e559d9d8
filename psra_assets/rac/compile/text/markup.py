"""Publishers' markup: HTML entities, abbreviations, links, emphasis, list items."""

from __future__ import annotations

import html
import re

from psra_assets.rac.compile.text.aligned import Aligned

_TAG = re.compile(r"</?(?:abbr|b|i|em|strong|sup|sub|span|p|ul|li|br)\b[^<>]*>", re.I)
_ENTITY = re.compile(r"&#?\w{1,10};")
_LINK = re.compile(r"\[([^\[\]]*)\]\(([^()\s]*)\)")
_EMPHASIS = re.compile(r"\*{1,3}(?=\S)|(?<=\S)\*{1,3}")
_ITEM = re.compile(r"\s*(?:\n|\[br\])\s*(?:[-*•—–+]+\s+)*|^\s*(?:[-*•—–]\s+)+|(?<=[:,;])\s*-\s+")
# a sentence that begins within a word: “andProduction”, “productJute fabric”
_RUN_ON = re.compile(r"(?<=[a-z]{3})(?=(?:Production|Manufacture|Jute) ?)")
_LINK_OPENS = re.compile(r"\[(?=[^\[\]]*\]\([^()\s]*\))")
_LINK_CLOSES = re.compile(r"\]\([^()\s]*\)")
_ESCAPE = re.compile(r"\\(?=[*_\[\]()#.-])")
_FOOTNOTE = re.compile(r"\[footnote=[^\[\]]{0,30}\]|\[[^\[\]()]{0,20}\](?!\()")
_FOOTNOTE_MARK = re.compile(
    r"(?<=[a-z]{4})\d{1,2}(?: \d{1,2})?(?=$|[\s:,.])|(?<=[a-z]\))\d(?=\s*$)|(?<=tgroup)\d{1,2}(?=in )"
)
_ALTERNATIVE = re.compile(r"\bor\s+(?=[A-Z][a-z])")
_DIGITS = re.compile(r"\d+")


def broken_links(original: str) -> list[str]:
    """Links whose words and address name different codes, as ``words -> address``."""
    broken = []
    for words, address in _LINK.findall(html.unescape(original)):
        said = "".join(_DIGITS.findall(words)).lstrip("0")
        led = "".join(_DIGITS.findall(address.split("-")[0])).lstrip("0")
        if said and led and not led.startswith(said):
            broken.append(f"{words} -> {address}")
    return broken


def plain(text: Aligned) -> Aligned:
    """Without markup. A list item or a paragraph begins with a pilcrow, and so does what “or” ties with a capital
    letter; spaces are not yet folded.
    """
    text = text.sub(_ENTITY, lambda m: html.unescape(m.group()))
    text = text.sub(_TAG, "")
    text = text.sub(_ESCAPE, "")
    text = text.sub(_LINK_OPENS, "").sub(_LINK_CLOSES, "")
    text = text.sub(_FOOTNOTE, "")
    text = text.sub(_FOOTNOTE_MARK, "").sub(_RUN_ON, " ¶ ")
    text = text.sub(_ITEM, " ¶ ")
    text = text.sub(_EMPHASIS, "")
    return text.sub(_ALTERNATIVE, "or ¶ ")
