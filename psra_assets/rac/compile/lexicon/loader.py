"""Reads the word lists once a process and builds one prefix tree over all phrases."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from psra_assets.rac import vocabulary
from psra_assets.rac.compile.lexicon.pattern import expand
from psra_assets.rac.compile.render.scopes import word as written
from psra_assets.rac.compile.text import normalise


@dataclass(frozen=True, slots=True)
class ProcessWord:
    """A process as the lists name it.

    ``codes`` are the vocabulary's; ``joined`` says whether all of them or any of them is meant; ``stage`` orders the
    stages of textile production (1 fibre, 2 yarn, 3 twisted yarn, 4 fabric, 5 finished fabric, 6 made-up article;
    0 where no stage applies); ``own_material`` marks a process that names its own input.
    """

    codes: tuple[str, ...]
    joined: str
    stage: int
    own_material: bool
    stated_codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ThingWord:
    """A material or product as the lists name it: its tags (any of them), the codes and percentages that the phrase
    must state, and where such goods are classified (``home``), if a list could leave that in doubt.
    """

    tags: tuple[str, ...]
    stated_codes: tuple[str, ...] = ()
    home: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FactWord:
    """A fact of the vocabulary as the lists state it, what it is about, and the codes that the phrase must state."""

    code: str
    kind: str
    stated_codes: tuple[str, ...] = ()


@dataclass(slots=True)
class Node:
    """A node of the prefix tree: where the next word leads, and what ends here."""

    after: dict[str, Node] = field(default_factory=dict)
    kind: str | None = None
    data: Any = None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The prefix tree over all phrases of all lists."""

    root: Node

    def longest(self, words: list[str], start: int) -> tuple[int, str, Any] | None:
        """The longest phrase that begins at ``start``: where it ends, its kind and its data; or nothing."""
        best: tuple[int, str, Any] | None = None
        frontier: list[Node] = [self.root]
        for position in range(start, len(words)):
            word = words[position]
            step: list[Node] = []
            for node in frontier:
                if (found := node.after.get(word)) is not None:
                    step.append(found)
                if (number := node.after.get("#")) is not None and word[0].isdigit():
                    step.append(number)
            if not step:
                break
            frontier = step
            for node in step:
                if node.kind is not None:
                    best = (position + 1, node.kind, node.data)
                    break
        return best


def _insert(root: Node, phrase: str, kind: str, data: Any) -> None:
    node = root
    for word in phrase.split(" "):
        node = node.after.setdefault(word, Node())
    if node.kind is not None and (node.kind, node.data) != (kind, data):
        raise ValueError(f"one phrase, two meanings: {phrase!r} is {node.kind} {node.data} and {kind} {data}")
    node.kind, node.data = kind, data


def _read(name: str) -> Any:
    text = (files(__package__) / f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.CSafeLoader)


@cache
def lexicon() -> Lexicon:
    """All word lists together; ``ValueError`` where one phrase would have two meanings."""
    root = Node()
    for kind, patterns in _read("phrases").items():
        for pattern in patterns:
            for phrase in expand(pattern):
                _insert(root, phrase, kind, None)
    for name, kind in (("things", "THING"), ("goods", "THING"), ("qualities", "QUALITY")):
        for tags, entry in (_read(name) or {}).items():
            thing = ThingWord(tuple(tags.split(" ")), tuple(entry.get("codes", ())), tuple(entry.get("home", ())))
            for pattern in entry["words"]:
                for phrase in expand(pattern):
                    _insert(root, phrase, kind, thing)
    for name, entry in _read("processes").items():
        codes = tuple(entry.get("all", entry.get("any", [name])))
        word = ProcessWord(
            codes,
            "all" if "all" in entry else "any",
            entry.get("stage", 0),
            entry.get("own_material", False),
            tuple(entry.get("codes", ())),
        )
        for pattern in entry["words"]:
            for phrase in expand(pattern):
                _insert(root, phrase, "PROCESS", word)
    for code, entry in _read("facts").items():
        for pattern in entry["words"]:
            for phrase in expand(pattern):
                _insert(root, phrase, "ATTESTED", FactWord(code, "description", tuple(entry.get("codes", ()))))
    for note, patterns in _read("glosses").items():
        for pattern in patterns:
            for phrase in expand(pattern):
                _insert(root, phrase, "GLOSS", note)
    _insert_vocabularies(root)
    return Lexicon(root)


def _insert_vocabularies(root: Node) -> None:
    """The words of the vocabularies as the renderer writes them, between « and »."""
    for code in vocabulary.tags():
        _insert(root, _written(code), "THING", ThingWord((code,)))
    for code in vocabulary.processes():
        _insert(root, f"the process {_written(code)}", "PROCESS", ProcessWord((code,), "any", 0, False))
    for kind in ("process", "material", "description"):
        for code in vocabulary.facts():
            _insert(root, f"the {kind} {_written(code)} is attested", "ATTESTED", FactWord(code, kind))


def _written(code: str) -> str:
    """A word of a vocabulary in normal form."""
    return normalise(written(code)).shape
