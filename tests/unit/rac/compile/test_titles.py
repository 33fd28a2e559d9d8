"""Rows without words head the rows of their codes; descriptions in the words narrow the row."""

from __future__ import annotations

from typing import Any

from psra_assets.rac.compile import compile_rule_sets

from .test_rows import compiled, rule, rule_set


def reported(*sets: dict[str, Any]) -> list[tuple[str, str, Any]]:
    found = compile_rule_sets("testland", {"rule_sets": list(sets)}, prefix="xi", source_sha256="0" * 64)
    return [(entry["text"], entry["state"], entry["tree"]) for entry in found.report["rules"]]


HEADING = rule_set("1302", rule(""), subdivision="Vegetable saps and extracts:")
FIRST = rule_set("1302", rule("CTH."), subdivision="– Thickeners")
SECOND = rule_set("1302", rule("Manufacture from wood."), subdivision="– Other")


def test_a_title_has_the_state_of_what_it_heads_and_no_tree() -> None:
    entries = reported(HEADING, FIRST, SECOND)
    assert [state for _, state, _ in entries] == ["attested", "compiled", "attested"]
    assert entries[0][2] is None


def test_a_title_is_no_rule_of_its_own() -> None:
    rules = compiled(HEADING, FIRST, SECOND, prefix="xi")
    assert [(found["row"], found["state"]) for found in rules] == [("described", "compiled"), ("residual", "attested")]


def test_a_title_over_rows_that_are_not_understood_is_not_understood() -> None:
    moon = rule_set("1302", rule("Made by moonlight."), subdivision="– Other")
    assert [state for _, state, _ in reported(HEADING, FIRST, moon)] == ["quarantined", "compiled", "quarantined"]


def test_a_row_without_words_that_heads_nothing_is_a_hole() -> None:
    assert [state for _, state, _ in reported(HEADING, rule_set("1301", rule("CTH.")))] == ["quarantined", "compiled"]


def test_a_title_of_a_heading_heads_its_subheadings() -> None:
    within = rule_set("130219", rule("CTH."))
    assert [state for _, state, _ in reported(HEADING, within)] == ["compiled", "compiled"]


MILK = (
    "A change to a good of subheading 1901.90 containing more than 10% by dry weight of milk solids from any chapter."
)
MILK = MILK.replace("any chapter", "any other chapter")
RICE = MILK.replace("10% by dry weight of milk solids", "30% by dry weight of rice flour")
OTHERS = "A change to any other good of subheading 1901.90 from any other heading."
EACH = (
    "\n\nNote: Where more than one product-specific rule is applicable to a good of subheading 1901.90, the good must "
    "satisfy the requirements of each applicable product-specific rule."
)


def test_a_description_in_the_words_describes_the_row() -> None:
    rules = compiled(rule_set("190190", rule(MILK), rule(OTHERS)))
    assert [(found["row"], found["applies_to"]) for found in rules] == [
        ("described", ["milk_solids_above_10_pct"]),
        ("residual", []),
    ]


def test_where_each_applicable_rule_must_be_met_descriptions_do_not_stand_alone() -> None:
    rules = compiled(rule_set("190190", rule(MILK), rule(RICE), rule(OTHERS + EACH)))
    states = {(found["row"], found["state"]) for found in rules}
    assert states == {("residual", "compiled"), ("whole", "quarantined")}
    one = compiled(rule_set("190190", rule(MILK), rule(OTHERS + EACH)))
    assert {found["state"] for found in one} == {"compiled"}
