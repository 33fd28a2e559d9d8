"""The word lists use the vocabularies and nothing else; the vocabularies are whole."""

from __future__ import annotations

import pytest
import yaml

from psra_assets.rac.compile.lexicon import lexicon
from psra_assets.rac.compile.lexicon.loader import Node, ProcessWord, ThingWord
from psra_assets.rac.compile.rows import subdivision
from psra_assets.rac.vocabulary import facts, processes, tags
from psra_assets.rac.vocabulary.loader import parse


def words(node: Node) -> list[object]:
    found = [node.data] if node.kind in ("THING", "PROCESS") else []
    for child in node.after.values():
        found += words(child)
    return found


def test_every_word_is_of_a_vocabulary() -> None:
    for word in words(lexicon().root):
        if isinstance(word, ThingWord):
            assert set(word.tags) <= set(tags()), word
        else:
            assert isinstance(word, ProcessWord)
            assert set(word.codes) <= set(processes()), word
    assert {tag for found in subdivision._products().values() for tag in found} <= set(tags())
    assert "materials_of_an_earlier_stage" in facts()
    assert {"same_description", "same_group", "natural_rubber"} <= set(tags())


def test_questions_are_questions() -> None:
    for vocabulary in (processes(), tags(), facts()):
        for entry in vocabulary.values():
            assert "?" in entry.question, entry.code
            assert entry.definition.endswith((".", ")")), entry.code


def test_a_vocabulary_is_closed_and_complete() -> None:
    entry = {"code": "a", "title": "A", "definition": "A.", "question": "A?", "source": "law"}
    assert parse("x", yaml.safe_dump([entry]))["a"].title == "A"
    with pytest.raises(ValueError, match="used twice: a"):
        parse("x", yaml.safe_dump([entry, entry]))
    with pytest.raises(ValueError, match="exactly"):
        parse("x", yaml.safe_dump([{**entry, "extra": "b"}]))
    with pytest.raises(ValueError, match="a list of entries"):
        parse("x", "a: 1")


def test_one_phrase_has_one_meaning() -> None:
    from psra_assets.rac.compile.lexicon.loader import _insert

    root = Node()
    _insert(root, "hard rubber", "THING", 1)
    with pytest.raises(ValueError, match="two meanings"):
        _insert(root, "hard rubber", "PROCESS", 2)
