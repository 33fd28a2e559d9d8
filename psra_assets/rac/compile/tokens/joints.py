"""Punctuation and conjunctions between two phrases become one joint, named after what it ties.

``J_CODE`` ties codes of one list, ``J_NOUN`` materials, ``J_PROC`` processes, ``J_METHOD`` methods of content,
``J_REQ`` requirements; ``OR_PCT`` and ``OR_BASIS`` tie limits on two bases. A joint's data is ``and``, ``or``,
``andor`` or ``none``. Between an opening and what it opens, punctuation says nothing and is dropped; where a proviso
follows without any mark, a joint is put in. Glosses and periods stand anywhere and are moved to the end.
"""

from __future__ import annotations

from psra_assets.rac.compile.tokens.lexeme import Lexeme

_MARKS = {"COMMA", "SEMICOLON", "COLON", "STOP", "ITEM", "AND", "OR", "AND_OR", "HOWEVER"}
_ANYWHERE = {"GLOSS", "PERIOD"}
_ROMAN = frozenset({"i", "ii", "iii", "iv", "v"})
_CODES = {"C2", "C4", "C6"}
_CODE_START = _CODES | {"LEVEL"}
_BASES = {"EXW", "FOB", "TV_OR_EXW", "NET_COST", "VALUE_OF_GOOD"}
_METHODS = {"BUILD_DOWN", "BUILD_UP", "FOCUSED", "NET_COST_METHOD"}
_SAME = {"SAME_HEADING", "SAME_SUBHEADING", "SAME_CHAPTER"}
_NOUN_START = {
    "QUANT", "NONORIG", "ORIG", "PLAIN", "THING", "SAME_DESCRIPTION", "SAME_GROUP", "EXCEPTED_MATERIALS", "OWN",
    "THOSE_OF", "OF", "FROM", "EXACT_OPEN",
}  # fmt: skip
_NOUN_END = _CODES | _SAME | {"PLAIN", "THING", "USED", "CLOSE", "QUALITY"}
_OPENINGS = {
    "LEAD", "IN_WHICH", "WITHIN_LIMIT", "FROM", "EXCEPT", "CONTENT_OF", "COMBINED", "PRECEDED", "FOLLOWED", "BY",
    "A_CHANGE", "EXCEED", "GROUP_OPEN", "FOR_COUNTRY",
}  # fmt: skip
# before these a comma is a matter of style
_UNMARKED = {
    "COMBINED", "PRECEDED", "FOLLOWED", "EACH_CASE", "EXCEPT", "INCLUDING", "INCLUDING_OWN", "INCLUDING_OTHER_GROUP",
    "NZ_RVC_END", "WHETHER_OR_NOT", "UNDERGONE", "NOT_NATURAL_RUBBER", "EXCEED", "ARE_WO", "ARE_ORIG", "BRACKET_CTC",
    "TAKING_INTO_ACCOUNT", "OR_OTHER", "QUALITY", "USED", "MAY_USE", "MAY_NOT_USE", "ONLY_UP_TO", "BRACKET_MAXNOM",
}  # fmt: skip
_STEPS = {"COMBINED", "PRECEDED", "FOLLOWED"}
_MADE_UP = 6


def joined(lexemes: list[Lexeme]) -> tuple[list[Lexeme], str]:
    """Lexemes with joints, and the punctuation that was left at the end."""
    glosses = [lexeme for lexeme in lexemes if lexeme.kind in _ANYWHERE]
    words = _without_letters(_grouped([lexeme for lexeme in lexemes if lexeme.kind not in _ANYWHERE]))
    result: list[Lexeme] = []
    run: list[Lexeme] = []
    position = 0
    while position < len(words):
        lexeme = words[position]
        if lexeme.kind in _MARKS:
            run.append(lexeme)
            position += 1
            continue
        previous = result[-1] if result else None
        if run and previous is not None:
            kind, skip = _kind(run, previous, words, position)
            if kind is not None:
                result.append(_made(kind, run, words[position : position + skip]))
                position += skip
        elif previous is not None and _follows_at_once(previous, lexeme):
            result.append(Lexeme("J_REQ", "", lexeme.start, lexeme.start, "and"))
        elif lexeme.kind == "IN_WHICH" and previous is not None and previous.kind not in _OPENINGS:
            result.append(Lexeme("J_REQ", "", lexeme.start, lexeme.start, "none"))
        run = []
        result.append(words[position])
        position += 1
    return result + glosses, "".join(mark.text for mark in run)


def _follows_at_once(previous: Lexeme, lexeme: Lexeme) -> bool:
    """A further condition without any mark: a step behind a limit, a fact behind a process."""
    if lexeme.kind == "ATTESTED":
        return previous.kind == "PROCESS"
    return lexeme.kind in _STEPS and previous.kind in _BASES


def _grouped(words: list[Lexeme]) -> list[Lexeme]:
    """A list within a list held together: “a) i) X; or ii) Y; and b) Z”, “X, and i) Y or ii) Z”."""
    letters = [n for n, word in enumerate(words) if word.kind == "LETTER"]
    roman = [n for n in letters if words[n].text.strip("() ") in _ROMAN]
    if not roman or words[roman[0]].text.strip("() ") != "i":
        return words
    start = roman[0]
    is_nested = len(roman) < len(letters) or _conjunction(_run_before(words, start)) == "and"
    if not is_nested or (start + 1 < len(words) and words[start + 1].kind == "PCT"):
        return words
    end = next((n for n in letters if n > start and n not in roman), len(words))
    while words[end - 1].kind in _MARKS:
        end -= 1
    mark = words[start]
    opening = Lexeme("GROUP_OPEN", "", mark.start, mark.start)
    closing = Lexeme("CLOSE", "", words[end - 1].end, words[end - 1].end)
    return [*words[:start], opening, *words[start:end], closing, *_grouped(words[end:])]


def _run_before(words: list[Lexeme], position: int) -> list[Lexeme]:
    """The punctuation and conjunctions before a word."""
    start = position
    while start > 0 and words[start - 1].kind in _MARKS:
        start -= 1
    return words[start:position]


def _without_letters(lexemes: list[Lexeme]) -> list[Lexeme]:
    """Without the letters of list items, but for those before a percentage, which tell a method of content."""
    return [
        lexeme
        for n, lexeme in enumerate(lexemes)
        if lexeme.kind != "LETTER" or (n + 1 < len(lexemes) and lexemes[n + 1].kind == "PCT")
    ]


def _made(kind: str, run: list[Lexeme], swallowed: list[Lexeme]) -> Lexeme:
    text = " ".join(mark.text for mark in (*run, *swallowed))
    return Lexeme(kind, text, run[0].start, run[-1].end, _conjunction(run))


def _conjunction(run: list[Lexeme]) -> str:
    kinds = {mark.kind for mark in run}
    if "AND_OR" in kinds or {"AND", "OR"} <= kinds:
        return "andor"
    if "AND" in kinds:
        return "and"
    return "or" if "OR" in kinds else "none"


def _kind(run: list[Lexeme], previous: Lexeme, words: list[Lexeme], position: int) -> tuple[str | None, int]:
    """Kind of the joint before ``words[position]``, or none, and how many of the following words it swallows."""
    following = words[position]
    conjunction = _conjunction(run)
    kinds = {mark.kind for mark in run}
    is_sentence = "STOP" in kinds or "HOWEVER" in kinds
    if conjunction == "none" and previous.kind in _OPENINGS:
        return None, 0
    if conjunction == "none" and following.kind in _STEPS and previous.kind in _BASES:
        return "J_REQ", 0
    if conjunction == "none" and following.text.startswith("followed in both cases"):
        return None, 0
    if conjunction == "none" and following.kind in _UNMARKED and "STOP" not in kinds:
        return None, 0
    if conjunction == "and" and following.kind == "EXCEPT" and previous.kind in {"BRACKET_CTC", "OWN"}:
        return None, 0
    if previous.kind in _BASES and (two := _two_bases(following, conjunction)):
        return two, 0
    if conjunction == "or" and "STOP" in kinds and previous.kind == "THING" and _is_bare_noun(words, position):
        return "J_NOUN", 0
    if conjunction == "or" and (skip := _each_case(previous, words, position)) is not None:
        return "J_PROC", skip
    if not is_sentence:
        for tie in (_codes, _after_own, _nouns, _processes):
            found = tie(previous, words, position, conjunction, kinds)
            if found is not None:
                return found
    if following.kind == "LETTER" or (following.kind in {"PCT", "AT_LEAST"} and previous.kind in _METHODS):
        return "J_METHOD", 0
    return "J_REQ", 0


def _two_bases(following: Lexeme, conjunction: str) -> str | None:
    """“50 % of the ex-works price or 45 % of the FOB cost”."""
    if conjunction != "or":
        return None
    return "OR_PCT" if following.kind == "PCT" else "OR_BASIS" if following.kind in _BASES else None


def _kind_at(words: list[Lexeme], position: int) -> str:
    return words[position].kind if position < len(words) else ""


def _codes(
    previous: Lexeme, words: list[Lexeme], position: int, _conjunction: str, _kinds: set[str]
) -> tuple[str, int] | None:
    if previous.kind not in _CODES:
        return None
    again = words[position].kind in {"THOSE_OF", "FROM", "OF", "EXCEPT"}
    skip = 1 if again and _kind_at(words, position + 1) in _CODE_START else 0
    return ("J_CODE", skip) if skip or words[position].kind in _CODE_START else None


def _after_own(
    previous: Lexeme, words: list[Lexeme], position: int, _conjunction: str, kinds: set[str]
) -> tuple[str, int] | None:
    if previous.kind != "OWN":
        return None
    skip = 1 if words[position].kind in {"OF", "FROM"} else 0
    if _kind_at(words, position + skip) in _CODE_START:
        return "J_NOUN", skip
    is_noun = words[position].kind in {"THOSE_OF", "PLAIN", "THING", "FROM", "EXACT_OPEN"}
    return ("J_NOUN", 0) if is_noun and "ITEM" not in kinds else None


def _nouns(
    previous: Lexeme, words: list[Lexeme], position: int, _conjunction: str, _kinds: set[str]
) -> tuple[str, int] | None:
    if previous.kind not in _NOUN_END or words[position].kind not in _NOUN_START:
        return None
    return "J_NOUN", 1 if words[position].kind in {"OF", "FROM"} else 0


def _is_bare_noun(words: list[Lexeme], position: int) -> bool:
    """A description and nothing said of it: the rest of a list that a full stop cut."""
    while _kind_at(words, position) in {"QUANT", "NONORIG"}:
        position += 1
    return _kind_at(words, position) == "THING" and _kind_at(words, position + 1) in {"", *_MARKS}


def _each_case(previous: Lexeme, words: list[Lexeme], position: int) -> int | None:
    """“spinning or extrusion, in each case accompanied by weaving”, even where a full stop parts the two."""
    skip = 0
    while _kind_at(words, position + skip) in {"BY", "WITH"}:
        skip += 1
    if previous.kind != "PROCESS" or _kind_at(words, position + skip) != "PROCESS":
        return None
    ahead = position + skip
    while _kind_at(words, ahead) in {"PROCESS", "BY", "WITH", *_MARKS}:
        ahead += 1
    return skip if _kind_at(words, ahead) == "EACH_CASE" else None


def _processes(
    previous: Lexeme, words: list[Lexeme], position: int, conjunction: str, kinds: set[str]
) -> tuple[str, int] | None:
    """“weaving, with knitting or by tufting”; “knitting and making-up” is a combination."""
    if previous.kind != "PROCESS" or "ITEM" in kinds:
        return None
    skip = 0
    while _kind_at(words, position + skip) in {"BY", "WITH"}:
        skip += 1
    if _kind_at(words, position + skip) != "PROCESS":
        return None
    is_making_up = words[position + skip].data.stage == _MADE_UP and previous.data.stage != _MADE_UP
    return ("COMBINED" if conjunction == "and" and is_making_up else "J_PROC"), skip
