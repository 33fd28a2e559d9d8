"""Each kind of defect: a list that has it, with place and words, and the nearest one that has not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from psra_assets.rac.lint import KINDS, PublishedList
from psra_assets.rac.lint.kinds import LINTS

from .lists import CTH, found, notes, published, row, rule

MAXNOM = "Manufacture in which the value of all the materials used does not exceed {} % of the ex-works price."
LINK = "Manufacture from materials of [heading 3901]({})."
NOTES = "### Note 1: Aim\n\n### Note 2: Words\n"
REVERSED = {"min": "7003700400", "max": "7003700499"}
QUOTA = "Cheese (*Quota for exports from Canada into the United Kingdom*)"
SPLIT = "Manufacture from unembroidered fabric."

# code, a list with the defect, its pointer, a part of the detail, and a neighbour without it
CASES: list[tuple[str, PublishedList, str, str, PublishedList]] = [
    ("PUB101", published(row(min="1506and1520")), "/rule_sets/0/min", "'1506and1520'", published(row())),
    ("PUB102", published(row(**REVERSED)), "/rule_sets/0/min", "no six-digit code", published(row())),
    ("PUB103", published(row(chapter=40)), "/rule_sets/0/chapter", "chapter 40", published(row(chapter=39))),
    (
        "PUB104",
        published(row(), row(heading=" ", min="3925000000", max="3925999999")),
        "/rule_sets/1/heading",
        "empty",
        published(row()),
    ),
    (
        "PUB105",
        published(row("ex 3920", max="3929999999")),
        "/rule_sets/0/heading",
        "392000 to 392999",
        published(row("ex 3920")),
    ),
    (
        "PUB105",
        published(row("3916-3919", min="3915000000", max="3919999999")),
        "/rule_sets/0/heading",
        "391500",
        published(row("3916-3919", min="3916000000", max="3919999999")),
    ),
    ("PUB106", published(row(rules=[])), "/rule_sets/0/rules", "empty", published(row())),
    ("PUB107", published(row("3926", CTH, " - ")), "/rule_sets/0/rules/1/rule", "empty", published(row())),
    (
        "PUB108",
        published(row(subdivision="Missing description ")),
        "/rule_sets/0/subdivision",
        "placeholder",
        published(row(subdivision="Statuettes")),
    ),
    (
        "PUB109",
        published(row(heading="3926", min="0000000000", max="9999999999")),
        "/rule_sets/0/min",
        "chapters 00 to 99",
        published(row("01-97", min="0100000000", max="9799999999")),
    ),
    (
        "PUB201",
        published(row("3926", CTH, "However, materials of heading 3901 may be used.")),
        "/rule_sets/0/rules/1/rule",
        "continues /rule_sets/0/rules/0",
        published(row("3926", CTH, rule(MAXNOM.format(40), operator="or"))),
    ),
    (
        "PUB202",
        published(row("3926", "Manufacture from yarn, provided that")),
        "/rule_sets/0/rules/0/rule",
        "ends with “that”",
        published(row("3926", "Manufacture from yarn.")),
    ),
    (
        "PUB203",
        published(
            *(row(f"{6101 + n}", SPLIT) for n in range(12)), row("6113", "Manufacture from un embroidered fabric.")
        ),
        "/rule_sets/12/rules/0/rule",
        "“un embroidered”",
        published(*(row(f"{6101 + n}", SPLIT) for n in range(12))),
    ),
    (
        "PUB204",
        published(row("5208", "Printing with rasing and calendering.")),
        "/rule_sets/0/rules/0/rule",
        "“rasing” is “raising”",
        published(row("5208", "Printing with raising and calendering.")),
    ),
    (
        "PUB205",
        published(row("5208", "Manufacture from yarn8")),
        "/rule_sets/0/rules/0/rule",
        "“8”",
        published(row("5208", "Manufacture from yarn 8")),
    ),
    (
        "PUB206",
        published(row("5208", "Manufacture from yarn (not carded.")),
        "/rule_sets/0/rules/0/rule",
        "not closed",
        published(row("5208", "Manufacture: a) from yarn (not carded).")),
    ),
    (
        "PUB207",
        published(row("3926", "Process Rule.")),
        "/rule_sets/0/rules/0/rule",
        "a name and no rule",
        published(row("3926", "A process is undergone.")),
    ),
    (
        "PUB208",
        published(row("3926", "An RVC of not less than 40 except from heading 5004 is reached.")),
        "/rule_sets/0/rules/0/rule",
        "not less than 40 except",
        published(row("3926", "An RVC of not less than 40 % is reached.")),
    ),
    (
        "PUB209",
        published(row("7108", subdivision="Unwrought"), row("7108", "Alloying.")),
        "/rule_sets/1",
        "/rule_sets/0",
        published(row("7108"), row("7108", "Alloying.")),
    ),
    (
        "PUB210",
        published(row("4302", subdivision="[ul][bl] - Plates [\\bl]")),
        "/rule_sets/0/subdivision",
        "“[ul]”",
        published(row("4302", subdivision="Plates [of fur]")),
    ),
    (
        "PUB301",
        published(row("5208", "Weaving, see Introductory Note 9."), bundle=notes(NOTES)),
        "/rule_sets/0/rules/0/rule",
        "note 9 is cited; the scheme's notes end with 2",
        published(row("5208", "Weaving, see Introductory Note 2."), bundle=notes(NOTES)),
    ),
    (
        "PUB302",
        published(row("3926", "As Appendix 2A says."), bundle=notes(NOTES)),
        "/rule_sets/0/rules/0/rule",
        "appendix 2a",
        published(row("3926", "As Appendix 2A says."), bundle=notes("# Appendix 2A\n")),
    ),
    (
        "PUB303",
        published(row("3926", rule(footnotes=["f1"]))),
        "/rule_sets/0/rules/0/rule",
        "f1",
        published(row("3926", rule(footnotes=["f1"])), footnotes={"f1": "Words."}),
    ),
    (
        "PUB304",
        published(row(), footnotes={"a/b": "Words."}),
        "/footnotes/a~1b",
        "no rule cites",
        published(row("3926", rule(footnotes=["a/b"])), footnotes={"a/b": "Words."}),
    ),
    (
        "PUB305",
        published(row("3926", LINK.format("/headings/3902"))),
        "/rule_sets/0/rules/0/rule",
        "3902",
        published(row("3926", LINK.format("/headings/3901"))),
    ),
    (
        "PUB306",
        published(row("3926", LINK.format("/heading/3901"))),
        "/rule_sets/0/rules/0/rule",
        "/heading/3901",
        published(row("3926", LINK.format("/headings/3901"))),
    ),
    (
        "PUB307",
        published(row("3926", "Manufacture from materials of heading 3999.")),
        "/rule_sets/0/rules/0/rule",
        "3999",
        published(row("3926", "Tested by the method D 1003-16, from materials of heading 3901.")),
    ),
    (
        "PUB308",
        published(row("2402", "CTH, except from subheading 240310."), scheme="canada"),
        "/rule_sets/0/rules/0/rule",
        "240310 is of HS 2002, 2007",
        published(row("2402", "CTH, except from subheading 240311."), scheme="canada"),
    ),
    ("PUB309", published(row("8803")), "/rule_sets/0/min", "HS 2022 has no subheading there", published(row("8802"))),
    (
        "PUB310",
        published(row("390721"), scheme="south-korea"),
        "/rule_sets/0/heading",
        "HS 2022, the agreement of HS 2007",
        published(row("390720"), scheme="south-korea"),
    ),
    (
        "PUB402",
        published(row("3926"), row("3926")),
        "/rule_sets/1",
        "/rule_sets/0",
        published(row("3926"), row("3926", subdivision="Statuettes")),
    ),
    (
        "PUB403",
        published(row("3926"), row("3926", MAXNOM.format(40))),
        "/rule_sets/1",
        "/rule_sets/0",
        published(row("3926"), row("ex 3926", MAXNOM.format(40))),
    ),
    (
        "PUB404",
        published(row("3920-3926", min="3920000000", max="3926999999"), row("3926", MAXNOM.format(40))),
        "/rule_sets/1",
        "share",
        published(row("3920-3925", min="3920000000", max="3925999999"), row("3926", MAXNOM.format(40))),
    ),
    (
        "PUB405",
        published(row("3926", CTH, MAXNOM.format(40))),
        "/rule_sets/0/rules/1/operator",
        "1 of 2",
        published(row("3926", CTH, rule(MAXNOM.format(40), operator="or"))),
    ),
    (
        "PUB406",
        published(row("3926", MAXNOM.format(50), rule(MAXNOM.format(60), operator="or"))),
        "/rule_sets/0/rules/1/rule",
        "60 % and 50 %",
        published(row("3926", MAXNOM.format(50), rule(CTH, operator="or"))),
    ),
    (
        "PUB407",
        published(row("8507", "CTH (until 31 December 2025)")),
        "/rule_sets/0/rules/0/rule",
        "2025-12-31 is before 2026-11-28",
        published(row("8507", "CTH (until 31 December 2025)"), as_of=date(2025, 12, 31)),
    ),
    (
        "PUB407",
        published(row("8507", "CTH (until 31 December 2023)"), scheme="eu", as_of=date(2022, 1, 1)),
        "/rule_sets/0/rules/0/rule",
        "the law says until 2026-12-31",
        published(row("8507", "CTH (until 31 December 2023)"), as_of=date(2022, 1, 1)),
    ),
    (
        "PUB408",
        published(row("0406", subdivision=QUOTA)),
        "/rule_sets/0/rules/0/rule",
        "for exports from Canada to United Kingdom only",
        published(row("0406", rule(quota=True), subdivision=QUOTA)),
    ),
    ("PUB410", published(row("3926", rule(**{"class": []}))), "/rule_sets/0/rules/0/rule", "empty", published(row())),
    (
        "PUB411",
        published(row("3926", rule(**{"class": ["MAXNOM"]}))),
        "/rule_sets/0/rules/0/rule",
        "the words ask for a change of heading",
        published(row()),
    ),
    (
        "PUB412",
        published(row("3924"), row("3925"), row("3926", rule(**{"class": ["CC"]}))),
        "/rule_sets/2/rules/0/rule",
        "2 times CTH",
        published(row("3925"), row("3926")),
    ),
    (
        "PUB413",
        published(row("7607", rule("CTH, except from materials of heading 7606.", quota=True)), scheme="eu"),
        "/rule_sets/0/rules/0/rule",
        "says 7604",
        published(row("7607", rule("CTH, except from materials of heading 7604.", quota=True)), scheme="eu"),
    ),
    (
        "PUB414",
        published(row("2915", "(a) LDCs\n\n" + CTH, MAXNOM.format(70))),
        "/rule_sets/0/rules/0/rule",
        "up to 1 rules after it",
        published(row("2915", CTH, MAXNOM.format(70))),
    ),
    (
        "PUB415",
        published(row("1301", MAXNOM.format(50), MAXNOM.format(60), subdivision="**(Derogation - see Annex II)** Lac")),
        "/rule_sets/0/rules/1/rule",
        "derogation",
        published(row("1301", MAXNOM.format(50), subdivision="**(Derogation - see Annex II)** Lac")),
    ),
    (
        "PUB501",
        published(row(), bundle=notes(NOTES, packaging="  \n")),
        "",
        "empty",
        published(row(), bundle=notes(NOTES, packaging="Words.")),
    ),
    (
        "PUB502",
        published(row(), bundle=notes("1. one:\n   1. first; or\n2. second.\n3. two.\n")),
        "",
        "",
        published(row(), bundle=notes("1. one:\n   1. first; or\n   2. second.\n2. two.\n")),
    ),
    (
        "PUB502",
        published(row(), bundle=notes("7. six:\n   1. first; or\n\n2. second.\n8. seven.\n")),
        "",
        "line 4: item 2",
        published(row(), bundle=notes("1. one:\n   1. first;\n2. two.\n")),
    ),
    (
        "PUB503",
        published(row(), scheme_entry={"title": "GSP", "validity_end_date": "2023-06-18"}),
        "",
        "2023-06-18",
        published(row(), scheme_entry={"title": "GSP", "validity_end_date": None}),
    ),
    ("PUB504", published(row(), same_bytes_as=("elsewhere",)), "", "elsewhere", published(row())),
]
# an item that goes on counting where both lists could is in doubt and no defect
IN_DOUBT = [case for case in CASES if not case[3]]


@pytest.mark.parametrize(
    ("code", "spoiled", "pointer", "detail", "sound"),
    [case for case in CASES if case not in IN_DOUBT],
    ids=lambda value: value if isinstance(value, str) and value.startswith("PUB") else "",
)
def test_a_defect_is_found_at_its_place_and_nowhere_else(
    code: str, spoiled: PublishedList, pointer: str, detail: str, sound: PublishedList
) -> None:
    [defect] = found(code, spoiled)
    assert defect.pointer == pointer
    assert detail in defect.detail
    assert found(code, sound) == []


def test_the_words_are_the_publishers() -> None:
    [defect] = found("PUB207", published(row("3926", "  Process Rule. ")))
    assert defect.words == "  Process Rule. "
    assert (defect.file, defect.heading) == ("nowhere.json", "3926")


def test_an_item_that_could_be_of_either_list_is_no_defect() -> None:
    for _, doubtful, _, _, sound in IN_DOUBT:
        assert found("PUB502", doubtful) == found("PUB502", sound) == []


def test_holes_are_listed_by_heading_with_their_codes() -> None:
    rest = [row("01-38", min="0100000000", max="3925999999"), row("40-97", min="4000000000", max="9799999999")]
    [hole] = found("PUB401", published(*rest))
    assert (hole.heading, hole.pointer) == ("3926", "/rule_sets")
    assert hole.codes == ("392610", "392620", "392630", "392640", "392690")
    assert found("PUB401", published(*rest, row("3926"))) == []


def test_a_range_of_one_subheading_covers_it() -> None:
    rest = [row("01-38", min="0100000000", max="3925999999"), row("40-97", min="4000000000", max="9799999999")]
    [hole] = found("PUB401", published(*rest, row("392690", min="3926900000", max="3926909999")))
    assert hole.codes == ("392610", "392620", "392630", "392640")


def test_rows_of_the_same_codes_contradict_and_do_not_overlap() -> None:
    assert found("PUB404", published(row("3926"), row("3926", MAXNOM.format(40)))) == []


def test_an_alternative_within_a_quota_makes_none_void() -> None:
    within = rule(MAXNOM.format(60), operator="or", quota=True)
    assert found("PUB406", published(row("3926", MAXNOM.format(50), within))) == []


def test_without_notes_nothing_is_said_about_references() -> None:
    words = row("5208", "Weaving, see Introductory Note 9 and Appendix 4.")
    assert {"PUB301", "PUB302"} & {defect.kind.code for defect in _defects(published(words))} == set()


def test_a_range_that_followed_split_goods_is_no_contradiction() -> None:
    # 3907.60 of the agreement's edition is 3907.61 and 3907.69 of the one in which the list prints
    assert found("PUB105", published(row("390760"), scheme="cptpp")) == []
    moved = row("390760", max="3907699999")
    assert found("PUB105", published(moved, scheme="cptpp")) == []


def test_every_kind_is_documented_and_tested() -> None:
    tested = {code for code, *_ in CASES} | {"PUB401"}
    assert {kind.code for kind in KINDS} == tested
    assert len({kind.name for kind in KINDS}) == len(KINDS) == len(LINTS)
    for kind in KINDS:
        assert kind.why.endswith(".")
        assert kind.remedy.endswith(".")
        assert kind.code in kind.documentation


def _defects(listed: PublishedList) -> Any:
    return [defect for lint in LINTS for defect in lint.find(listed)]
