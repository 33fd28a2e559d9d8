"""Punctuation and conjunctions between two phrases become one joint, named after what it ties.

``J_CODE`` ties codes of one list, ``J_NOUN`` materials, ``J_PROC`` processes, ``J_METHOD`` methods of content,
``J_REQ`` requirements. Its data is ``and``, ``or``, ``andor`` or ``none``. Between an opening and what it opens,
punctuation says nothing and is dropped; where a proviso follows without any mark, a joint is put in.
"""

from __future__ import annotations

from psra_assets.rac.compile.tokens.lexeme import Lexeme

_MARKS = {"COMMA", "SEMICOLON", "COLON", "STOP", "ITEM", "AND", "OR", "AND_OR", "HOWEVER"}
_CODES = {"C2", "C4", "C6"}
_CODE_START = _CODES | {"LEVEL"}
_AGAIN = {"THOSE_OF", "FROM", "OF", "EXCEPT"}
_NOUN_START = {"QUANT", "NONORIG", "ORIG", "PLAIN", "THING", "SAME_DESCRIPTION", "SAME_GROUP", "EXCEPTED_MATERIALS", "OWN"}
_NOUN_END = _CODES | {"PLAIN", "THING", "OWN", "SAME_HEADING", "SAME_SUBHEADING", "SAME_CHAPTER", "USED"}
_OPENINGS = {"LEAD", "IN_WHICH", "WITHIN_LIMIT", "FROM", "EXCEPT", "CONTENT_OF", "COMBINED", "PRECEDED", "FOLLOWED", "BY", "A_CHANGE"}
_OPENED_BY_JOINT = {"COMBINED", "PRECEDED", "FOLLOWED", "EACH_CASE", "EXCEPT", "INCLUDING", "INCLUDING_OWN", "NZ_RVC_END",
                    "INCLUDING_OTHER_GROUP", "WHETHER_OR_NOT", "UNDERGONE", "NOT_NATURAL_RUBBER", "EXCEED", "ARE_WO",
                    "ARE_ORIG", "BRACKET_CTC", "TAKING_INTO_ACCOUNT", "OR_OTHER"}
_TIES = {"IN_WHICH"}
_BASES = {"EXW", "FOB", "TV_OR_EXW", "NET_COST", "VALUE_OF_GOOD"}
_PROCESS_SKIP = {"BY", "WITH"}


def joined(lexemes: list[Lexeme]) -> tuple[list[Lexeme], str]:
    """Lexemes with joints, and the punctuation that was left at the end."""
    result: list[Lexeme] = []
    run: list[Lexeme] = []
    position = 0
    while position < len(lexemes):
        lexeme = lexemes[position]
        if lexeme.kind in _MARKS:
            run.append(lexeme)
            position += 1
            continue
        previous = result[-1] if result else None
        if run:
            joint, skip = _joint(run, previous, lexemes, position)
            position += skip
            if joint is not None:
                result.append(joint)
            run = []
            if skip:
                continue
        elif lexeme.kind in _TIES and previous is not None and previous.kind not in _OPENINGS | {"J_REQ"}:
            result.append(Lexeme("J_REQ", "", lexeme.start, lexeme.start, "none"))
        elif lexeme.kind == "GLOSS" and previous is not None and previous.kind != "GLOSS":
            pass
        result.append(lexeme)
        position += 1
    return result, "".join(mark.text for mark in run)


def _conjunction(run: list[Lexeme]) -> str:
    kinds = {mark.kind for mark in run}
    if "AND_OR" in kinds or {"AND", "OR"} <= kinds:
        return "andor"
    if "AND" in kinds:
        return "and"
    return "or" if "OR" in kinds else "none"


def _joint(run: list[Lexeme], previous: Lexeme | None, lexemes: list[Lexeme], position: int) -> tuple[Lexeme | None, int]:
    """The joint for a run of marks before ``lexemes[position]``, and how many following lexemes it swallows."""
    following = lexemes[position]
    conjunction = _conjunction(run)
    kinds = {mark.kind for mark in run}

    def made(kind: str, skip: int = 0) -> tuple[Lexeme, int]:
        text = " ".join(mark.text for mark in (*run, *lexemes[position : position + skip]))
        return Lexeme(kind, text, run[0].start, run[-1].end, conjunction), skip

    if previous is None or (previous.kind in _OPENINGS and conjunction == "none"):
        return None, 0
    if following.kind == "GLOSS" or previous.kind == "GLOSS":
        return None, 0
    if following.kind in _OPENED_BY_JOINT and conjunction == "none" and "STOP" not in kinds:
        return None, 0
    if previous.kind in _BASES and conjunction == "or" and following.kind == "PCT":
        return made("OR_PCT")
    if previous.kind in _BASES and conjunction == "or" and following.kind in _BASES:
        return made("OR_BASIS")
    if "STOP" not in kinds and "HOWEVER" not in kinds:
        if previous.kind in _CODES:
            skip = 1 if following.kind in _AGAIN and position + 1 < len(lexemes) and lexemes[position + 1].kind in _CODE_START else 0
            if following.kind in _CODE_START or skip:
                return made("J_CODE", skip)
        if previous.kind == "OWN" and following.kind in _CODE_START:
            return made("J_NOUN")
        if previous.kind == "OWN" and following.kind in {"THOSE_OF", "PLAIN", "THING", "FROM"} and "ITEM" not in kinds:
            return made("J_NOUN")
        if previous.kind in _NOUN_END - {"OWN"} and (following.kind in _NOUN_START or following.kind in {"THOSE_OF", "OF", "FROM"}):
            skip = 1 if following.kind in {"OF", "FROM"} else 0
            return made("J_NOUN", skip)
        if previous.kind == "PROCESS" and "ITEM" not in kinds:
            skip = 0
            while position + skip < len(lexemes) and lexemes[position + skip].kind in _PROCESS_SKIP:
                skip += 1
            if position + skip < len(lexemes) and lexemes[position + skip].kind == "PROCESS":
                return made("J_PROC", skip)
    if following.kind == "LETTER" or (following.kind == "PCT" and previous.kind.endswith(("METHOD", "DOWN", "UP", "FOCUSED"))):
        return made("J_METHOD")
    return made("J_REQ")
