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

# words that scanning broke or ran together, in one list or another
_BROKEN = {
    "al ready": "already",
    "andzea": "and zea",
    "cop per": "copper",
    "de fined": "defined",
    "fin ger": "finger",
    "fromworkedcarving": "from worked carving",
    "grape fruit": "grapefruit",
    "how ever": "however",
    "induratamaize": "indurata maize",
    "manufacturefrom": "manufacture from",
    "ofm-phenylenediamine": "of m-phenylenediamine",
    "ofpoly": "of poly",
    "planning": "planing",
    "pre served": "preserved",
    "providedthat": "provided that",
    "rein forcing": "reinforcing",
    "sand blasting": "sandblasting",
    "shall he": "shall be",
    "singleyarn": "single yarn",
    "spinnin": "spinning",
    "ta ken": "taken",
    "tetraboratepentahydrate": "tetraborate pentahydrate",
    "un embroidered": "unembroidered",
    "vegetal": "vegetable",
    "die vegetable": "the vegetable",
    "die vegetal": "the vegetable",
    "imprinted fabric": "unprinted fabric",
    "obtained poo": "obtained",
    "whichall": "which all",
    "whichthe": "which the",
    "calcinations": "calcination",
    "indurate": "indurata",
    "differentgroupin": "different 'group' in",
    "frombullionorworklead": "from 'bullion' or 'work' lead",
}
_BROKEN_WORD = re.compile(rf"\b(?:{'|'.join(sorted(_BROKEN, key=len, reverse=True))})\b")

# (what is found, what is written): misprints, British and American spelling, hyphens and spaces
_WORDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(found), written)
    for found, written in (
        (r"\"", "'"),
        (r"\s+", " "),
        (r"\[([^\[\]]*)\]", r"(\1)"),
        (r" ?/ ?", "/"),
        (r" ?\( ?", " ("),
        (r" \)", ")"),
        (r" ([,.;:])", r"\1"),
        (r"([,;:])(?=[a-z¶(])", r"\1 "),
        (r"(?<=[a-z])\.(?=[a-z]{3})", ". "),
        # a hyphen at the end of a printed line; "short- and long-" keeps its own
        (r"(?<=[a-z]{2})- (?=(?!and\b|or\b|to\b)[a-z]{2})", "-"),
        (r"\b((?:sub)?headings?|chapters?) n(?:os?|º|°)s?\.? ?(?=\d)", r"\1 "),
        (r"\b(the|of|an?|in|to|from|than|headings?|subheadings?|chapters?) ¶ (?!or\b|and\b)", r"\1 "),
        (r"\b(and|or) - (?=(?:the|in|all) )", r"\1 ¶ "),
        # a condition that the publisher's template put before the percentage sign and repeated in the abbreviation
        (
            r"not less than (\d+) (or;|except from) ([^%()]{3,80}?)%, (whether using [^()]+) \(rvc\1 \2 \3\)",
            r"not less than \1%, \4 (rvc\1), \2 \3",
        ),
        (r"\bor; ?", "or "),
        (r"\b([rq]vc)(?=\(?\d)", r"\1 "),
        (r"\b([rq]vc) \((\d{1,2}(?:\.\d+)?) ?%\)", r"\1 \2%"),
        (r"(?<=[a-z]) ?\+ ?(?=[a-z])", " + "),
        (r"\bprice ex[- ]?works\b", "ex-works price"),
        (r"\bnon originating\b|\bnonoriginating\b", "non-originating"),
        (r"\bman made\b", "man-made"),
        (r"\bpaper making\b", "paper-making"),
        (r"\bex[- ]?works\b", "ex-works"),
        (r"\bfree[- ]on[- ]board\b", "free on board"),
        (r"\bsub-heading", "subheading"),
        (r"\bmaking up\b", "making-up"),
        (r"(?<=%)(?=[a-z])", " "),
        (r"\bend ?jointing\b", "end-jointing"),
        (r"\bsemi ?finished\b", "semi-finished"),
        (r"\bsemi-colon\b", "semicolon"),
        (r"\bre-tanning\b", "retanning"),
        (r"\bhand ?blown\b", "hand-blown"),
        (r"\bstand-alone\b", "standalone"),
        (r"\bhydro-treat", "hydrotreat"),
        (r"\bneutralized\b", "neutralised"),
        (r"\baccompanied with\b", "accompanied by"),
        (r"\b31\.?12\.2005\b", "31 december 2005"),
        (r"\brasing\b", "raising"),
        (r"\bcalendaring\b", "calendering"),
        (r"\bmercerizing\b", "mercerising"),
        (r"\bmetallizing\b|\bmetallising\b|\bmetalising\b", "metalizing"),
        (r"\bmateriasl\b|\bmateials\b", "materials"),
        (r"\bper ?cent\b", "%"),
        (r"(?<=%) \(?build-(up|down)\b(?! method)\)?", r" under the build-\1 method"),
        (r"\bwhere the (build-up|build-down|net cost) method is used\b", r"under the \1 method"),
        (
            r"\bforged blanks,? the value of which does\b",
            "forged blanks, provided that the value of the forged blanks used does",
        ),
        (r"\bnon-woven(s?)\b|\bnonwoven(s?)\b", r"non-woven\1\2"),
        (r"\bit's\b", "its"),
        (r"(?:¶ )+(?=¶)", ""),
        (r"^[ ¶]+|[ ¶]+$", ""),
    )
)


def one_spelling(text: Aligned) -> Aligned:
    """Lower case, single spaces, one spelling of each word."""
    text = text.sub(_CHARACTERS, lambda m: _FOLD.get(m.group(), " "))
    text = text.sub(_UPPER, lambda m: m.group().lower())
    text = text.sub(_BROKEN_WORD, lambda m: _BROKEN[m.group()])
    for found, written in _WORDS:
        text = text.sub(found, written if "\\" not in written else lambda m, w=written: m.expand(w))  # type: ignore[misc]
    return text
