"""The publisher's class is checked against the words, and never believed."""

from __future__ import annotations

import pytest

from psra_assets.rac.compile.constructs import meaning
from psra_assets.rac.compile.crosscheck import disagreement

AGREES = [
    ("CTH", "Production from materials of any heading, except that of the product."),
    ("MAXNOM", "Production in which the value of all the materials used does not exceed 40 % of the ex-works price."),
    (
        "CTH TOLERANCE MAY BE USED RESTRICTION MAXNOM",
        "Production from materials of any heading, except that of the product. However, materials of the same heading "
        "may be used, provided that their total value does not exceed 5 % of the ex-works price.",
    ),
    ("PRODUCTION FROM", "Production from materials of heading 7206."),
    ("AH EXCEPT", "Production from materials of any heading, except heading 1704."),
    ("CTH", "(a) LDCs\n\nProduction from materials of any heading, except that of the product."),
]


@pytest.mark.parametrize(("stated", "words"), AGREES)
def test_they_agree(stated: str, words: str) -> None:
    assert disagreement([stated], meaning(words).node) is None


def test_the_class_leaves_something_out() -> None:
    words = "CTH and production in which the value of all the materials used does not exceed 40 % of the ex-works price"
    found = disagreement(["MAXNOM"], meaning(words).node)
    assert found is not None
    assert (found.only_class, found.only_words) == ((), ("CTH",))
    assert found.explanation == "the words ask for a change of heading; the class leaves it out"


def test_the_class_names_what_the_words_do_not_say() -> None:
    found = disagreement(["CTSH", "RVC"], meaning("CTH").node)
    assert found is not None
    assert (found.only_class, found.only_words) == (("CTSH", "RVC"), ("CTH",))
    assert "only the class names a regional value content" in found.explanation


def test_an_empty_class_says_nothing() -> None:
    assert disagreement([], meaning("CTH").node) is None


def test_a_class_that_leaves_only_insufficient_working_is_explained() -> None:
    found = disagreement(["Insufficient processing"], meaning("Production from materials of any heading.").node)
    assert found is not None
    assert found.explanation == (
        "the class says only that insufficient working does not suffice; the words say materials of any heading"
    )
