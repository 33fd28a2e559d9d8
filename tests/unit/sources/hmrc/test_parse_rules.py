"""Rule-set files: every rule object is a row, every defect a finding with its JSON pointer."""

from __future__ import annotations

from typing import Any

import pytest

from psra_assets.sources.errors import Defects, SourceError, TooManyRecords
from psra_assets.sources.hmrc.parse_rules import parse_rule_footnotes, parse_rules
from psra_assets.sources.hmrc.records import RuleRecord
from psra_assets.sources.limits import Limits
from tests.unit.sources.builders import rule, rule_file, rule_set


def parse(data: bytes) -> tuple[list[RuleRecord], list[str]]:
    defects: Defects = []
    records = list(parse_rules(data, scheme="eu", edition="uk", place="eu.json", defects=defects))
    return records, [f"{error.place} {error.code}" for error in defects]


def test_each_rule_is_a_row_in_the_order_of_the_file() -> None:
    second = rule("MaxNOM 50% (EXW).", **{"class": ["MAXNOM"], "operator": "or", "footnotes": ["x"], "quota": True})
    records, defects = parse(
        rule_file(rule_set(rules=[rule(), second]), rule_set(heading="ex 3926", subdivision="Other"))
    )
    assert defects == []
    assert [(r.set_ordinal, r.rule_ordinal, r.heading) for r in records] == [
        (0, 0, "3926"),
        (0, 1, "3926"),
        (1, 0, "ex 3926"),
    ]
    assert records[1] == RuleRecord(
        edition="uk", scheme="eu", set_ordinal=0, rule_ordinal=1, heading="3926", chapter=39, subdivision="",
        min_code="3926000000", max_code="3926999999", is_range_valid=True, is_valid=True, rule_text="MaxNOM 50% (EXW).",
        classes=["MAXNOM"], footnotes=["x"], operator="or", is_quota=True, is_import=True, is_export=True,
    )  # fmt: skip


def test_what_a_publisher_leaves_out_has_its_plain_meaning() -> None:
    records, defects = parse(rule_file(rule_set(chapter=..., subdivision=..., valid=..., rules=[{"rule": "CTH."}])))
    assert defects == []
    assert records[0][5:7] == (None, "")
    assert records[0][12:] == ([], [], None, False, True, True)


def test_a_byte_order_mark_is_no_part_of_the_json() -> None:
    assert len(parse(b"\xef\xbb\xbf" + rule_file(rule_set()))[0]) == 1


@pytest.mark.parametrize(
    ("changes", "defect"),
    [
        ({"min": "1506and1520"}, "/min SRC622"),
        ({"max": " 441399999"}, "/max SRC622"),
        ({"max": "٣٩٢٦٩٩٩٩٩٩"}, "/max SRC622"),
        ({"min": "3926999999", "max": "3926000000"}, "/min SRC623"),
        ({"heading": " "}, "/heading SRC625"),
        ({"heading": ...}, "/heading SRC625"),
        ({"chapter": 40}, "/chapter SRC626"),
        ({"rules": [rule(" ")]}, "/rules/0/rule SRC624"),
        ({"rules": []}, "/rules SRC627"),
    ],
)
def test_a_defect_of_content_is_reported_and_the_row_is_kept(changes: dict[str, Any], defect: str) -> None:
    records, defects = parse(rule_file(rule_set(), rule_set(**changes)))
    assert defects == [f"eu.json#/rule_sets/1{defect}"]
    assert len(records) == (1 if changes.get("rules") == [] else 2)
    assert records[-1].is_range_valid is not ("min" in changes or "max" in changes)


@pytest.mark.parametrize(
    ("entry", "pointer"),
    [
        ("not a set", "/rule_sets/1"),
        (None, "/rule_sets/1"),
        (rule_set(min=...), "/rule_sets/1/min"),
        (rule_set(min=3926000000), "/rule_sets/1/min"),
        (rule_set(max=None), "/rule_sets/1/max"),
        (rule_set(heading=["3926"]), "/rule_sets/1/heading"),
        (rule_set(chapter=True), "/rule_sets/1/chapter"),
        (rule_set(chapter="39a"), "/rule_sets/1/chapter"),
        (rule_set(valid="yes"), "/rule_sets/1/valid"),
        (rule_set(rules={}), "/rule_sets/1/rules"),
        (rule_set(rules=...), "/rule_sets/1/rules"),
        (rule_set(rules=[rule(), 7]), "/rule_sets/1/rules/1"),
        (rule_set(rules=[{"class": []}]), "/rule_sets/1/rules/0/rule"),
        (rule_set(rules=[rule() | {"class": "CTH"}]), "/rule_sets/1/rules/0/class"),
        (rule_set(rules=[rule() | {"class": [1]}]), "/rule_sets/1/rules/0/class/0"),
        (rule_set(rules=[rule(operator=1.5)]), "/rule_sets/1/rules/0/operator"),
        (rule_set(rules=[rule(quota={})]), "/rule_sets/1/rules/0/quota"),
    ],
)
def test_a_set_of_the_wrong_shape_is_skipped_and_the_rest_goes_on(entry: object, pointer: str) -> None:
    records, defects = parse(rule_file(rule_set(), entry, rule_set()))
    assert defects == [f"eu.json#{pointer} SRC621"]
    assert [record.set_ordinal for record in records] == [0, 2]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "eu.json:1:1: SRC620"),
        (b'{"rule_sets": [', "eu.json:1:16: SRC620"),
        (b'{"rule_sets": [],\n oops}', "eu.json:2:2: SRC620"),
        (b"[" * 3000, "eu.json:1:1026: SRC620"),
        (b"[]", "eu.json#: SRC621 An object is expected here, not an array."),
        (b"{}", "eu.json#/rule_sets: SRC621 An array is expected here, not nothing."),
        (b'{"rule_sets": "x"}', 'not the string "x".'),
        (b'{"rule_sets": 1e400}', "SRC6"),
    ],
)
def test_a_file_of_the_wrong_shape_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(SourceError) as error:
        parse(data)
    assert message in str(error.value)


def test_records_are_limited() -> None:
    with pytest.raises(TooManyRecords):
        list(
            parse_rules(
                rule_file(rule_set(), rule_set()),
                scheme="eu",
                edition="uk",
                place="x",
                defects=[],
                limits=Limits(max_records=1),
            )
        )


def test_footnotes() -> None:
    data = rule_file(footnotes={"process rule": "Notwithstanding"})
    assert [tuple(r) for r in parse_rule_footnotes(data, scheme="new-zealand", edition="uk", place="x")] == [
        ("uk", "new-zealand", "process rule", "Notwithstanding")
    ]
    assert list(parse_rule_footnotes(rule_file(), scheme="eu", edition="uk", place="x")) == []
    with pytest.raises(SourceError, match="#/footnotes/a: SRC621"):
        list(parse_rule_footnotes(rule_file(footnotes={"a": 1}), scheme="eu", edition="uk", place="x"))
