"""Rule sets with their neighbours: ranges, rows, fragments, alternatives, periods."""

# ruff: noqa: E501 - sentences stand on one line
from __future__ import annotations

import json
from typing import Any

import pytest

from psra_assets.rac.compile import ArticleBundle, compile_rule_sets
from psra_assets.rac.compile.errors import UnreadableRuleSets

from .trees import line

HALF = "MaxNOM 50% (EXW)."


def rule(text: str, operator: str | None = None, **flags: Any) -> dict[str, Any]:
    return {
        "rule": text,
        "class": [],
        "operator": operator,
        "footnotes": [],
        "quota": False,
        "import": True,
        "export": True,
    } | flags


def rule_set(codes: str, *rules: dict[str, Any], heading: str | None = None, subdivision: str = "") -> dict[str, Any]:
    low, _, high = codes.partition("-")
    high = high or low
    return {
        "heading": heading or codes,
        "subdivision": subdivision,
        "min": low.ljust(10, "0"),
        "max": high.ljust(10, "9"),
        "rules": list(rules),
        "valid": True,
    }


def compiled(*sets: dict[str, Any], scheme: str = "testland", prefix: str = "gb", **more: Any) -> list[dict[str, Any]]:
    found = compile_rule_sets(scheme, {"rule_sets": list(sets)}, prefix=prefix, source_sha256="0" * 64, **more)
    documents = [json.loads(data) for name, data in found.documents.items() if name != "agreement.json"]
    return [rule for document in documents for rule in document["rules"]]


def test_alternatives_are_one_rule_whatever_the_operator() -> None:
    (row,) = compiled(rule_set("3926", rule("CTH."), rule("Retreading of used tyres."), rule(HALF, "or")))
    assert row["id"] == "gb-testland:hs2022:3926~1"
    assert (row["from"], row["to"], row["row"], row["state"]) == ("392600", "392699", "whole", "attested")
    assert line(row["criterion"]) == "any(CTH, Process any_of=[retreading_of_used_tyres], MaxNOM pct=50 basis=EXW)"


def test_leaves_cite_the_rule_object_and_their_words() -> None:
    (row,) = compiled(rule_set("3926", rule("CTH."), rule(HALF, "or")))
    first, second = row["criterion"]["any"]
    assert first["source"]["locator"] == "/rule_sets/0/rules/0/rule"
    assert second["source"]["locator"] == "/rule_sets/0/rules/1/rule"
    low, high = second["source"]["span"]
    assert row["text"][low:high] == "MaxNOM 50% (EXW)"


def test_fragments_join_the_rule_before_them() -> None:
    (row,) = compiled(
        rule_set(
            "848210",
            rule("A change to a good of subheading 848210 from any other heading."),
            rule(
                "No change in tariff classification required for a good of subheading 848210, provided there is a regional "
                "value content of not less than:\n\n- a) **30%** under the build-up method.",
                "or",
            ),
            rule("- b) **40%** under the build-down method.", "or"),
        )
    )
    tree = "any(CTH, RVC method=build_up pct=30 basis=FOB, RVC method=build_down pct=40 basis=FOB)"
    assert line(row["criterion"]) == tree


def test_however_joins_the_rule_before_it() -> None:
    text = "However, non-originating materials of heading 3105 may be used, provided that their total value does not exceed 20% of the ex-works price (EXW) of the product."
    (row,) = compiled(rule_set("3105", rule("CTH."), rule(text), rule(HALF, "or")))
    assert line(row["criterion"]) == (
        "any(CTH allowances=[{scope:{codes:[3105]},max_pct:20,measure:value,basis:EXW}], MaxNOM pct=50 basis=EXW)"
    )


@pytest.mark.parametrize("end", [", or", "; or", "\n\nor", " *or*"])
def test_an_or_at_the_end_ties_the_next_alternative(end: str) -> None:
    (found,) = compiled(rule_set("3926", rule(f"CTH{end}"), rule(f"MaxNOM 50 % (EXW){end}"), rule("RVC 55 % (FOB)")))
    assert line(found["criterion"]) == ("any(CTH, MaxNOM pct=50 basis=EXW, RVC method=build_down pct=55 basis=FOB)")


def test_an_or_with_nothing_behind_it_breaks_off() -> None:
    found = compiled(rule_set("3926", rule("MaxNOM 50 % (EXW)"), rule("CTH, or")))
    assert [row["state"] for row in found] == ["compiled", "quarantined"]


def test_in_each_case_takes_the_yarn_before_it() -> None:
    (row,) = compiled(
        rule_set(
            "5512",
            rule("Spinning of natural fibres."),
            rule("Extrusion of man-made filament yarn, in each case accompanied by weaving.", "or"),
            rule("Yarn dyeing accompanied by weaving.", "or"),
        )
    )
    assert line(row["criterion"]) == (
        "any(all(Process any_of=[spinning_of_natural_fibres,extrusion_of_man_made_filament_yarn], Process any_of=[weaving]), "
        "all(Process any_of=[yarn_dyeing], Process any_of=[weaving]))"
    )


def test_conditions_printed_apart_stay_conditions() -> None:
    weight = (
        "the weight of non-originating materials of heading {} used does not exceed {}% of the weight of the product"
    )
    (row,) = compiled(
        rule_set(
            "1901",
            rule(f"CTH, provided that:\n\n- {weight.format('0402', 10)}."),
            rule(weight.format("1701", 20).capitalize() + "."),
        )
    )
    assert row["criterion"].keys() == {"all"}
    assert len(row["criterion"]["all"]) == 3


def test_what_is_not_understood_stands_beside_what_is() -> None:
    understood, quarantined = compiled(rule_set("3926", rule("CTH."), rule("Made by moonlight.", "or")))
    assert (understood["state"], quarantined["state"]) == ("compiled", "quarantined")
    assert quarantined["criterion"] is None
    assert quarantined["reason"] == "words not understood: “made by moonlight.”"


def test_a_described_row_without_tags_is_quarantined_as_a_whole() -> None:
    rows = compiled(
        rule_set("4001", rule("CTH."), rule("Made by moonlight.", "or"), heading="ex 4001", subdivision="Shiny slabs"),
        rule_set("4001", rule("CTH."), heading="ex Chapter 40", subdivision="Any other product from heading 4001"),
    )
    assert [(row["row"], row["state"]) for row in rows] == [("described", "quarantined"), ("residual", "compiled")]


@pytest.mark.parametrize(
    ("rows", "kinds"),
    [
        (
            [("4012", "4012", "Retreaded pneumatic, solid or cushion tyres, of rubber"), ("4012", "4012", "Other")],
            ["described", "residual"],
        ),
        (
            [
                ("ex 4017", "4017", "Articles of hard rubber"),
                ("ex Chapter 40", "4017", "Any other product from heading 4017"),
            ],
            ["described", "residual"],
        ),
        (
            [
                ("3901 to 3906", "3901-3906", "Plastics"),
                ("390730", "390730", "Resins"),
                ("ex 3907", "3907", "Plastics"),
            ],
            ["whole", "whole", "residual"],
        ),
        ([("Chapter 39", "39", "Plastics and articles thereof")], ["whole"]),
        (
            [
                ("3916", "3916", "Articles ▸ Flat"),
                ("3916", "3916", "Articles ▸ Other ▸ Pure"),
                ("3916", "3916", "Articles ▸ Other ▸ Other"),
            ],
            ["described", "described", "residual"],
        ),
        ([("7603", "7603", ""), ("7603", "7603", "")], ["whole", "whole"]),
    ],
)
def test_kind_of_row(rows: list[tuple[str, str, str]], kinds: list[str]) -> None:
    sets = [rule_set(codes, rule("CTH."), heading=heading, subdivision=words) for heading, codes, words in rows]
    found = {(row["heading"], row["text"], row["source"]["locator"]): row["row"] for row in compiled(*sets)}
    assert list(found.values()) == kinds or sorted(found.values()) == sorted(kinds)


def test_tags_say_a_description() -> None:
    first, second = compiled(
        rule_set(
            "4012",
            rule("Retreading of used tyres."),
            subdivision="Retreaded pneumatic, solid or cushion tyres, of rubber",
        ),
        rule_set("4012", rule("CTH."), subdivision="Other"),
    )
    assert (first["applies_to"], second["applies_to"]) == (["retreaded"], [])
    assert (first["id"], second["id"]) == ("gb-testland:hs2022:4012~1", "gb-testland:hs2022:4012~2")


def test_goods_that_the_words_name_narrow_the_row() -> None:
    (row,) = compiled(
        rule_set("848210-848280", rule("A change to a good of subheading 848220 from any other subheading."))
    )
    assert (row["from"], row["to"]) == ("848220", "848220")


def test_other_goods_make_the_row_residual() -> None:
    (row,) = compiled(
        rule_set("200981", rule("A change to any other good of subheading 200981 from any other chapter."))
    )
    assert row["row"] == "residual"


def test_goods_outside_the_row_are_not_guessed_at() -> None:
    (row,) = compiled(rule_set("848210", rule("A change to a good of subheading 848220 from any other subheading.")))
    assert (row["state"], row["reason"]) == ("quarantined", "the rule speaks of other codes than its row covers")


def test_periods_part_the_rule() -> None:
    early = "MaxNOM 55% (EXW) (1st Jan 2021 to 31st Dec 2022)."
    late = "MaxNOM 45% (EXW) (1st Jan 2023 onwards)."
    rows = compiled(rule_set("8703", rule("CTH."), rule(early, "or"), rule(late, "or")))
    assert [(row["guard"], line(row["criterion"])) for row in rows] == [
        ({"valid_to": "2020-12-31"}, "CTH"),
        ({"valid_from": "2021-01-01", "valid_to": "2022-12-31"}, "any(CTH, MaxNOM pct=55 basis=EXW)"),
        ({"valid_from": "2023-01-01"}, "any(CTH, MaxNOM pct=45 basis=EXW)"),
    ]  # fmt: skip


def test_a_printed_day_that_the_law_has_moved() -> None:
    payload = {"rule_sets": [rule_set("8507", rule("CTH."), rule("CTSH (until 31 December 2023).", "or"))]}
    found = compile_rule_sets("eu", payload, prefix="gb", source_sha256="0" * 64)
    rows = json.loads(found.documents["85.json"])["rules"]
    assert [row["guard"] for row in rows] == [{"valid_to": "2026-12-31"}, {"valid_from": "2027-01-01"}]
    assert rows[0]["notes"] == ["oj-l-2023-2891"]
    assert [finding.code for finding in found.findings] == ["SRC694"]


def test_quota_and_direction_are_guards() -> None:
    base, quota, one_way = compiled(
        rule_set(
            "7604",
            rule(HALF),
            rule("CTH - **within the limits of the applicable annual quota**.", "or"),
            rule("CC.", "or", **{"import": False}),
        )
    )
    assert "guard" not in base
    assert quota["guard"] == {"quota": "gb-testland:7604"}
    assert one_way["guard"] == {"direction": "export"}


@pytest.mark.parametrize(
    ("prefix", "words", "guard"),
    [
        ("gb", "Cheese (*Quota for exports from Testland into the United Kingdom*)", {"direction": "import"}),
        ("gb", "Cheese (*quota for exports from the United Kingdom to Testland*)", {"direction": "export"}),
        ("xi", "Cheese (Quota for exports from Testland to the European Union)", {"direction": "import"}),
        ("gb", "Cheese (annual quota)", {}),
    ],
)
def test_a_quota_that_only_the_description_announces_is_a_guard(prefix: str, words: str, guard: dict[str, str]) -> None:
    rows = compiled(rule_set("0406", rule("CTH."), subdivision=words), prefix=prefix)
    assert [row["guard"] for row in rows] == [{"quota": f"{prefix}-testland:0406", **guard}]


def test_goods_that_are_called_a_quota_have_none() -> None:
    [row] = compiled(rule_set("0406", rule("CTH."), subdivision="Cheese for quotas of schools"))
    assert "guard" not in row


def test_a_range_does_not_leave_the_one_heading_that_the_row_prints() -> None:
    wide = {**rule_set("3820", rule("CTH.")), "max": "3829999999"}
    dotted = {**rule_set("3820", rule("CTH."), heading="ex 38.20"), "max": "3829999999"}
    assert [(row["from"], row["to"]) for row in compiled(wide, dotted)] == [("382000", "382099")] * 2
    split = {**rule_set("390760", rule("CTH.")), "max": "3907699999"}
    assert [(row["from"], row["to"]) for row in compiled(split)] == [("390760", "390769")]
    elsewhere = {**rule_set("3820", rule("CTH.")), "heading": "3926"}
    assert [(row["from"], row["to"]) for row in compiled(elsewhere)] == [("382000", "382099")]


def test_a_range_beyond_the_tariff_applies_to_no_code() -> None:
    everything = {**rule_set("39", rule("CTH.")), "heading": "", "min": "0000000000", "max": "9999999999"}
    payload = {"rule_sets": [everything]}
    found = compile_rule_sets("testland", payload, prefix="xi", source_sha256="0" * 64)
    assert found.totals == {"compiled": 0, "attested": 0, "quarantined": 1}
    assert [finding.code for finding in found.findings] == ["SRC691"]
    assert "beyond the tariff" in found.findings[0].message


@pytest.mark.parametrize(
    ("low", "high", "reason"),
    [
        ("1506and1520", "1520999999", "the range is malformed: '1506and1520' is not ten digits"),
        ("3926000000", "3901000000", "the range ends before it begins: 3926000000 to 3901000000"),
        ("8504401000", "8504401999", "no six-digit code lies between 8504401000 and 8504401999"),
    ],
)
def test_a_malformed_range_is_quarantined_and_goes_into_no_document(low: str, high: str, reason: str) -> None:
    broken = rule_set("3926", rule("CTH.")) | {"min": low, "max": high}
    found = compile_rule_sets(
        "testland", {"rule_sets": [broken, rule_set("4011", rule("CTH."))]}, prefix="xi", source_sha256="0" * 64
    )
    first, second = found.report["rules"]
    assert (first["state"], first["reason"], first["tree"]) == ("quarantined", reason, None)
    assert second["state"] == "compiled"
    assert list(found.documents) == ["40.json"]
    assert [finding.code for finding in found.findings] == ["SRC691"]


def test_a_range_without_a_code_of_its_edition_goes_into_no_document() -> None:
    found = compile_rule_sets(
        "testland", {"rule_sets": [rule_set("8803", rule("CTH."))]}, prefix="gb", source_sha256="0" * 64
    )
    assert found.documents == {}
    assert found.totals == {"compiled": 1, "attested": 0, "quarantined": 0}
    assert [finding.code for finding in found.findings] == ["SRC693"]


@pytest.mark.parametrize(
    ("payload", "place"),
    [
        ([], "testland.json"),
        ({"rules": []}, "testland.json"),
        ({"rule_sets": [1]}, "testland.json#/rule_sets/0"),
        ({"rule_sets": [{"rules": [{"rule": 5}]}]}, "testland.json#/rule_sets/0/rules/0"),
        ({"rule_sets": [{"rules": [{"rule": "CTH.", "operator": 1}]}]}, "testland.json#/rule_sets/0/rules/0/operator"),
    ],
)
def test_another_form_is_an_error_with_its_place(payload: Any, place: str) -> None:
    with pytest.raises(UnreadableRuleSets) as error:
        compile_rule_sets("testland", payload, prefix="gb", source_sha256="0" * 64)
    assert (error.value.code, error.value.place) == ("SRC690", place)


def test_links_that_contradict_their_words_are_quarantined() -> None:
    (row,) = compiled(rule_set("3926", rule("Manufacture from materials of [heading 7001](/headings/7002).")))
    assert row["reason"] == "words and link name different codes: heading 7001 -> /headings/7002"


def test_a_list_that_breaks_off_is_quarantined() -> None:
    (row,) = compiled(
        rule_set("3404", rule("Manufacture from materials of any heading, except:\n\n- materials of heading 1516,"))
    )
    assert row["reason"] == "a list that breaks off"


def test_editions() -> None:
    sets = [rule_set("3926", rule("CTH."))]

    def head(scheme: str, prefix: str, notes: bytes = b"") -> tuple[int, int | None]:
        articles = ArticleBundle(notes={"x_intro.md": notes}) if notes else None
        found = compile_rule_sets(scheme, {"rule_sets": sets}, prefix=prefix, source_sha256="0" * 64, articles=articles)
        document = json.loads(found.documents["39.json"])
        return document["hs_edition"], document.get("printed_edition")

    assert head("eu", "gb") == (2017, 2022)
    assert head("serbia", "xi") == (2007, None)
    assert head("testland", "gb") == (2022, None)
    assert head("testland", "gb", b"Codes are of the Harmonized System 2012 (HS 2012).") == (2012, 2022)
    assert head("testland", "gb", b"HS 2012 and HS 2017.") == (2022, None)


def test_general_rules_need_the_articles() -> None:
    sets = {"rule_sets": [rule_set("3926", rule("CTH."))]}
    alone = compile_rule_sets("eu", sets, prefix="gb", source_sha256="0" * 64)
    assert "agreement.json" not in alone.documents
    articles = ArticleBundle(articles={"tolerances.md": b"tolerance", "sets.md": b""})
    general = json.loads(
        compile_rule_sets("eu", sets, prefix="gb", source_sha256="0" * 64, articles=articles).documents[
            "agreement.json"
        ]
    )
    parts = general["ruleset"][0]["general"]
    assert set(parts) == {"tolerance", "tolerance_scope", "textiles"}
    assert parts["textiles"]["mixed"]["source"]["locator"] == "tolerances.md"
    assert parts["tolerance"][1]["pct"] == "10"
    assert parts["tolerance"][0]["source"]["locator"] == "tolerances.md"
    unknown = compile_rule_sets("testland", sets, prefix="gb", source_sha256="0" * 64, articles=articles)
    assert "agreement.json" not in unknown.documents


def test_a_group_of_countries_governs_the_rules_after_it() -> None:
    rules = ("(a) LDCs\n\nCTH.", "MaxNOM 70 % (EXW).", "(b) Other beneficiary countries\n\nCTH.", HALF)
    [found] = compiled(rule_set("2915", *(rule(words) for words in rules)), prefix="xi")
    least, others = (
        f"Fact code={code} kind=description" for code in ("least_developed_country", "other_beneficiary_country")
    )
    assert line(found["criterion"]) == (
        f"any(all({least}, CTH), all({least}, MaxNOM pct=70 basis=EXW),"
        f" all({others}, CTH), all({others}, MaxNOM pct=50 basis=EXW))"
    )
    assert found["state"] == "attested"


def test_rules_before_a_group_of_countries_are_for_all() -> None:
    [found] = compiled(rule_set("2915", rule("CC."), rule("(b) Other beneficiary countries\n\nCTH.")), prefix="xi")
    assert line(found["criterion"]).startswith("any(CC, all(Fact ")
