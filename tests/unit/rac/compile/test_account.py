"""Every character of a text has a fate."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from psra_assets.rac.compile.account import Account, account


def test_leaf_connective_and_gloss() -> None:
    text = "Production in which the value of all the materials used does not exceed 40 % of the ex-works price."
    found = account(text)
    assert found.remainder == found.unread == found.gloss == 0
    assert found.connective == len("Production in which ") + len(".")
    assert found.leaf == len(text) - found.connective


def test_markup_is_gloss() -> None:
    found = account("<abbr title='x'>CTH</abbr>")
    assert (found.leaf, found.gloss, found.connective, found.remainder) == (3, 22, 1, 0)


def test_unknown_words_are_remainder_and_known_ones_of_the_same_text_unread() -> None:
    found = account("Production from materials of any heading by quibbling")
    assert found.leaf == 0
    assert found.remainder == len("quibbling")
    assert found.unread == len("from materials of any heading")


def test_materials_of_any_heading_beside_a_limit_are_read_though_they_ask_for_nothing() -> None:
    found = account(
        "Manufacture from materials of any heading. However, the value of all the materials of heading 2909 used "
        "shall not exceed 20 % of the ex-works price of the product."
    )
    assert (found.remainder, found.unread, found.gloss) == (0, 0, 0)


@settings(deadline=None)
@given(st.text(max_size=200))
def test_no_character_is_lost(text: str) -> None:
    assert account(text).total == len(text)


@pytest.mark.parametrize("text", ["", " ", "§4 of ⟦"])
def test_odd_texts(text: str) -> None:
    assert account(text).total == len(text)


def test_accounts_add_up() -> None:
    assert Account(1, 2, 3, 4, 5) + Account(5, 4, 3, 2, 1) == Account(6, 6, 6, 6, 6)
