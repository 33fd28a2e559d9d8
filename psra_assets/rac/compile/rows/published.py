"""The publisher's rule sets as typed values, with what is malformed named and kept apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from psra_assets.rac.compile.errors import UnreadableRuleSets

_TEN_DIGITS = re.compile(r"\d{10}")
_STEP = 10_000
_ONE_HEADING = re.compile(r"^\s*(?:ex\s*)?(\d{2})\.?(\d{2})\s*$", re.I)
# chapter 01 to the end of chapter 97
_LOWEST, _HIGHEST = 10_000, 979_999

Codes = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PublishedRule:
    """One rule object: its words and flags as published."""

    text: str
    operator: str | None
    footnotes: tuple[str, ...]
    quota: bool
    is_import: bool
    is_export: bool
    classes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleSet:
    """One rule set. ``codes`` is the inclusive range of six-digit codes that it covers, or nothing with ``fault``."""

    index: int
    heading: str
    subdivision: str
    low: str
    high: str
    codes: tuple[int, int] | None
    fault: str | None
    rules: tuple[PublishedRule, ...]


def read_rule_sets(payload: Any, place: str) -> list[RuleSet]:
    """Every rule set of a file. Raises ``UnreadableRuleSets`` (SRC690) where the form is not the publisher's."""
    sets = payload.get("rule_sets") if isinstance(payload, dict) else None
    if not isinstance(sets, list):
        raise UnreadableRuleSets("a list `rule_sets` is expected.", place=place, remedy="Give a file of rule sets.")
    return [_rule_set(entry, index, place) for index, entry in enumerate(sets)]


def _rule_set(entry: Any, index: int, place: str) -> RuleSet:
    pointer = f"{place}#/rule_sets/{index}"
    if not isinstance(entry, dict) or not isinstance(entry.get("rules"), list):
        raise UnreadableRuleSets("an object with a list `rules` is expected.", place=pointer)
    low, high = str(entry.get("min", "")), str(entry.get("max", ""))
    codes, fault = codes_between(low, high)
    heading = _text(str(entry.get("heading") or ""), f"{pointer}/heading")
    if codes is not None and fault is None and not _LOWEST <= codes[0] <= codes[1] <= _HIGHEST:
        codes, fault = None, f"the range reaches beyond the tariff: {low} to {high}"
    rules = tuple(_rule(rule, f"{pointer}/rules/{n}") for n, rule in enumerate(entry["rules"]))
    subdivision = _text(str(entry.get("subdivision") or ""), f"{pointer}/subdivision")
    placed = within_heading(codes, heading)
    return RuleSet(index, heading, subdivision, _text(low, pointer), _text(high, pointer), placed, fault, rules)


def _rule(rule: Any, pointer: str) -> PublishedRule:
    if not isinstance(rule, dict) or not isinstance(rule.get("rule", 0), str | None):
        raise UnreadableRuleSets("an object with a text `rule` is expected.", place=pointer)
    operator = rule.get("operator")
    if operator is not None and not isinstance(operator, str):
        raise UnreadableRuleSets("`operator` is a text or null.", place=f"{pointer}/operator")
    return PublishedRule(
        text=_text(rule["rule"] or "", f"{pointer}/rule"),
        operator=operator,
        footnotes=_words(rule.get("footnotes")),
        quota=bool(rule.get("quota")),
        is_import=rule.get("import") is not False,
        is_export=rule.get("export") is not False,
        classes=_words(rule.get("class")),
    )


def _text(value: str, pointer: str) -> str:
    """A text that can be written down: no half of a surrogate pair."""
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise UnreadableRuleSets(f"a text is no Unicode: {error.reason}.", place=pointer) from error
    return value


def _words(value: Any) -> tuple[str, ...]:
    """A list of words; a single word is a list of one, and what is no list says nothing."""
    if isinstance(value, str):
        return (value,)
    return tuple(str(word) for word in value) if isinstance(value, list) else ()


def within_heading(codes: Codes | None, heading: str) -> Codes | None:
    """The part of a range within its heading, where the row prints one heading of four digits.

    A publisher that fills the end of a range up with nines after the heading's own zeros were lost prints 3820 as
    3820000000 to 3829999999. A subheading is left as it is: its goods may have been split since.
    """
    named = _ONE_HEADING.match(heading)
    if codes is None or named is None:
        return codes
    low = int(named[1] + named[2]) * 100
    both = max(codes[0], low), min(codes[1], low + 99)
    return both if both[0] <= both[1] else codes


def codes_between(low: str, high: str) -> tuple[Codes | None, str | None]:
    """Six-digit codes that, padded with zeros to ten digits, lie within ``low`` and ``high``."""
    for text in (low, high):
        if not _TEN_DIGITS.fullmatch(text):
            return None, f"the range is malformed: {text!r} is not ten digits"
    first, last = int(low), int(high)
    if first > last:
        return None, f"the range ends before it begins: {low} to {high}"
    start, end = -(-first // _STEP), last // _STEP
    if start > end:
        return None, f"no six-digit code lies between {low} and {high}"
    return (start, end), None
