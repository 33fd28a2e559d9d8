"""What the rules of one rule set say: fragments joined to what they continue, each alternative with its meaning."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from psra_assets.rac.compile.constructs import Meaning, meaning
from psra_assets.rac.compile.errors import Doubt
from psra_assets.rac.compile.rows.beneficiaries import inherited
from psra_assets.rac.compile.rows.published import PublishedRule, RuleSet
from psra_assets.rac.compile.text import normalise
from psra_assets.rac.compile.text.markup import broken_links
from psra_assets.rac.compile.tokens import scan

JOIN = "\n\n"
_CONTINUES = re.compile(
    r"^(?:\(?[b-h]\)|\(?(?:ii+|iv|v)\)|however\b|except\b|of which\b|provided\b|but\b|these materials\b|followed\b)"
)
_FIRST_LETTER = re.compile(r"(?:^|¶ |: ?)\(?a\)")
_BARE_CONDITION = re.compile(r"^(?:the (?:total |net |combined )*(?:weight|value) of|all the )")
_LISTS = re.compile(r"(?:provided that|in which): ¶ ")
_EACH_CASE = re.compile(r"^(?:(?! or )[^,])*,? in each case\b")
_YARN = 3
_NOUN_PHRASE = {"THING", "QUANT", "NONORIG", "OF", "LEVEL", "C2", "C4", "C6", "TO", "AND", "OR", "COMMA", "STOP"}
_ENDS_IN_OR = re.compile(r"[,;]?\s*\*{0,3}\bor\b[\s.,;*]*$", re.I)
_EACH_APPLICABLE = "each-applicable-rule"
_OPEN_LIST = re.compile(r": ¶")
_CLOSED_LIST = re.compile(r"(?:and|or),? ¶")


@dataclass(frozen=True, slots=True)
class Reading:
    """One alternative of a rule set: the rules that it is made of, their words, and the meaning or the reason.

    ``members`` are indices within the rule set; ``text`` is their words, joined by a blank line, after the group of
    countries that an earlier rule names for those that follow it.
    """

    members: tuple[int, ...]
    text: str
    meaning: Meaning | None
    reason: str | None
    quota: bool
    is_import: bool
    is_export: bool


@lru_cache(maxsize=65536)
def understood(text: str) -> tuple[Meaning | None, str | None]:
    """The meaning of a text, or the reason why it has none."""
    links = broken_links(text)
    if links:
        return None, f"words and link name different codes: {links[0]}"
    shape = normalise(text).shape
    if shape in ("process rule", "process rule."):
        return None, "the publisher prints a name in place of the rule: process rule"
    if shape.endswith(",") and _OPEN_LIST.search(shape) and not _CLOSED_LIST.search(shape):
        return None, "a list that breaks off"
    try:
        return meaning(text), None
    except Doubt as doubt:
        return None, str(doubt)
    except RecursionError:
        return None, "brackets within brackets, too many to follow"


def readings(rule_set: RuleSet) -> list[Reading]:
    """The alternatives of a rule set, in the publisher's order."""
    groups: list[list[int]] = []
    for index, rule in enumerate(rule_set.rules):
        if groups and _continues(rule_set, groups[-1], index, rule.text):
            groups[-1].append(index)
        else:
            groups.append([index])
            if _EACH_CASE.match(normalise(rule.text).shape):
                _gather(rule_set, groups)
    countries = inherited([rule.text for rule in rule_set.rules], groups)
    found = [
        _reading(rule_set, tuple(group), country, is_followed=group is not groups[-1])
        for group, country in zip(groups, countries, strict=True)
    ]
    return _each_applicable(found)


def _each_applicable(found: list[Reading]) -> list[Reading]:
    """“Where more than one rule is applicable to a good, the good must satisfy each”: rules for described goods, of
    which one good may answer several, do not stand alone.
    """
    said = any(reading.meaning is not None and _EACH_APPLICABLE in reading.meaning.notes for reading in found)
    described = [reading for reading in found if reading.meaning and any(p.tags for p in reading.meaning.premises)]
    if not said or len({reading.meaning.premises for reading in described if reading.meaning}) < 2:
        return found
    reason = "one good may answer several descriptions, and then every one of their rules must be met"
    return [replace(r, meaning=None, reason=reason) if r in described else r for r in found]


def _gather(rule_set: RuleSet, groups: list[list[int]]) -> None:
    """“Extrusion of filament yarn, in each case accompanied by weaving”: with the yarns' processes before it."""
    while len(groups) > 1 and len(groups[-2]) == 1 and _makes_yarn(rule_set.rules[groups[-2][0]].text):
        last = groups.pop()
        groups[-1] += last


def _makes_yarn(text: str) -> bool:
    lexemes = [lexeme for lexeme in scan(normalise(text).shape) if lexeme.kind != "STOP"]
    return len(lexemes) == 1 and lexemes[0].kind == "PROCESS" and 0 < lexemes[0].data.stage <= _YARN


def _continues(rule_set: RuleSet, group: list[int], index: int, text: str) -> bool:
    shape = normalise(text).shape
    before = joined_words([rule_set.rules[member] for member in group])
    previous = normalise(before).shape
    if rule_set.rules[index].operator is None and _BARE_CONDITION.match(shape) and _LISTS.search(previous):
        return True
    if shape[:1] == "¤" and " of the net cost" in shape:
        return rule_set.rules[index].operator == "or"
    if _CONTINUES.match(shape):
        lettered = re.match(r"^\(?[b-h]\)", shape)
        return not lettered or bool(_FIRST_LETTER.search(previous))
    if _opens_list(previous) and _is_noun_phrase(shape):
        return True
    return previous.endswith(":") and rule_set.rules[index].operator is None


def _opens_list(shape: str) -> bool:
    """Whether words that name materials are not the end of the sentence: “Production from …”, “However: …”."""
    return bool(re.search(r"\b(?:from|however):? ¶ (?:[^¶]|¶ (?:or ¶ )?non-originating)*$", shape))


def _is_noun_phrase(shape: str) -> bool:
    """“Non-originating polypropylene fibres of heading 5503 or heading 5506.”: names materials and asks nothing."""
    kinds = {lexeme.kind for lexeme in scan(shape)}
    return "THING" in kinds and kinds <= _NOUN_PHRASE


def joined_words(rules: Sequence[PublishedRule]) -> str:
    """The words of rules that are fragments of one: an operator “or” between them is written out."""
    return "".join(
        (JOIN + rule.text if rule.operator is None else f"{JOIN}{rule.operator}{JOIN}{rule.text}") if n else rule.text
        for n, rule in enumerate(rules)
    )


def _reading(rule_set: RuleSet, group: tuple[int, ...], countries: str | None, *, is_followed: bool) -> Reading:
    rules = [rule_set.rules[member] for member in group]
    text = joined_words(rules)
    if countries is not None:
        text = f"{countries}{JOIN}{text}"
    # “CTH, or” before the next alternative: the word ties them and asks for nothing
    found, reason = understood(_ENDS_IN_OR.sub("", text) if is_followed else text)
    return Reading(
        members=group,
        text=text,
        meaning=found,
        reason=reason,
        quota=any(rule.quota for rule in rules) or (found is not None and found.is_quota),
        is_import=all(rule.is_import for rule in rules),
        is_export=all(rule.is_export for rule in rules),
    )
