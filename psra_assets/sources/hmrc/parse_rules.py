"""Rule-set files: ``{"rule_sets": [{heading, min, max, rules: [{rule, class, operator, …}]}], "footnotes"?: {…}}``.

A rule set of the wrong shape is a finding with its JSON pointer, and the rest is read on. A set that is sound in shape
but not in content (a range like ``1506and1520``) is landed, marked and reported.
"""

from __future__ import annotations

from collections.abc import Iterator

from psra_assets.sources.errors import Defects, SourceError
from psra_assets.sources.hmrc.errors import NoRules, NotJson, RuleTextEmpty
from psra_assets.sources.hmrc.lint import lint_chapter, lint_heading, lint_range
from psra_assets.sources.hmrc.records import Edition, RuleFootnoteRecord, RuleRecord
from psra_assets.sources.hmrc.shape import (
    as_list,
    as_object,
    flag,
    integer,
    optional_text,
    text,
    texts,
)
from psra_assets.sources.limits import DEFAULT_LIMITS, Budget, Limits
from psra_assets.sources.text import load_json


def parse_rules(
    data: bytes, *, scheme: str, edition: Edition, place: str, defects: Defects, limits: Limits = DEFAULT_LIMITS
) -> Iterator[RuleRecord]:
    """One record a rule, in the order of the file. Raises SRC620 or SRC621 if the file as a whole cannot be read."""
    budget = Budget(limits, place)
    document = as_object(load_json(data, place, NotJson), place, "")
    for index, entry in enumerate(as_list(document.get("rule_sets"), place, "/rule_sets")):
        try:
            records = _rule_set(entry, index, scheme=scheme, edition=edition, place=place, defects=defects)
        except SourceError as error:
            defects.append(error)
            continue
        for record in records:
            budget.spend()
            yield record


def parse_rule_footnotes(data: bytes, *, scheme: str, edition: Edition, place: str) -> Iterator[RuleFootnoteRecord]:
    """The footnotes of a rule-set file, if it has any."""
    document = as_object(load_json(data, place, NotJson), place, "")
    footnotes = as_object(document.get("footnotes") or {}, place, "/footnotes")
    for code in footnotes:
        yield RuleFootnoteRecord(edition, scheme, code, text(footnotes, code, place, "/footnotes"))


def _rule_set(
    entry: object, index: int, *, scheme: str, edition: Edition, place: str, defects: Defects
) -> list[RuleRecord]:
    pointer = f"/rule_sets/{index}"
    record = as_object(entry, place, pointer)
    heading = text(record, "heading", place, pointer, default="")
    low, high = text(record, "min", place, pointer), text(record, "max", place, pointer)
    chapter = integer(record, "chapter", place, pointer)
    subdivision = text(record, "subdivision", place, pointer, default="")
    is_valid = flag(record, "valid", place, pointer, True)
    rules = as_list(record.get("rules"), place, f"{pointer}/rules")

    found: Defects = []
    sound = lint_range(low, high, place=place, pointer=pointer, defects=found)
    lint_heading(heading, place=place, pointer=pointer, defects=found)
    if sound:
        lint_chapter(chapter, low, high, place=place, pointer=pointer, defects=found)
    if not rules:
        found.append(NoRules("The list of rules is empty.", place=f"{place}#{pointer}/rules"))
    records = []
    for ordinal, value in enumerate(rules):
        rule_pointer = f"{pointer}/rules/{ordinal}"
        rule = as_object(value, place, rule_pointer)
        words = text(rule, "rule", place, rule_pointer)
        if not words.strip():
            found.append(RuleTextEmpty("The rule has no words.", place=f"{place}#{rule_pointer}/rule"))
        records.append(
            RuleRecord(
                edition=edition,
                scheme=scheme,
                set_ordinal=index,
                rule_ordinal=ordinal,
                heading=heading,
                chapter=chapter,
                subdivision=subdivision,
                min_code=low,
                max_code=high,
                is_range_valid=sound,
                is_valid=is_valid,
                rule_text=words,
                classes=texts(rule, "class", place, rule_pointer),
                footnotes=texts(rule, "footnotes", place, rule_pointer),
                operator=optional_text(rule, "operator", place, rule_pointer),
                is_quota=flag(rule, "quota", place, rule_pointer, False),
                is_import=flag(rule, "import", place, rule_pointer, True),
                is_export=flag(rule, "export", place, rule_pointer, True),
            )
        )
    defects.extend(found)
    return records
