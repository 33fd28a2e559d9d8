"""The edition that an object's name stands for: a scheme list's name is the edition and nothing more."""

from __future__ import annotations

import pytest

from psra_assets.sources.hmrc.classify import edition_of


@pytest.mark.parametrize(
    ("name", "edition"), [("uk", "uk"), ("xi", "xi"), ("uk/japan", "uk"), ("xi/japan", "xi"), ("uk/xi", "uk")]
)
def test_the_edition_is_the_first_part_of_the_name(name: str, edition: str) -> None:
    assert edition_of(name) == edition
