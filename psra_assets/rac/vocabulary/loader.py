"""Reads the vocabulary files, once a process."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Parameter:
    """A measure of a process that a rule may set a limit for."""

    name: str
    unit: str
    definition: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One word of a vocabulary: what it means, what to ask the user, and the law that uses it.

    ``parameters`` (processes only) are the measures that a rule may set limits for; ``made_from`` (tags only) are the
    descriptions of the next earlier stage of manufacture; ``use`` (terms only) are the keys under which it may stand.
    """

    code: str
    title: str
    definition: str
    question: str
    source: str
    parameters: tuple[Parameter, ...] = ()
    made_from: tuple[str, ...] = ()
    use: tuple[str, ...] = ()


_FURTHER: dict[str, set[str]] = {"processes": {"parameters"}, "tags": {"made_from"}, "terms": {"use"}}


class Vocabulary(Mapping[str, Entry]):
    """A closed vocabulary, in the order of its file."""

    def __init__(self, name: str, entries: list[Entry]) -> None:
        self.name = name
        self._entries = {entry.code: entry for entry in entries}
        if len(self._entries) != len(entries):
            codes = [entry.code for entry in entries]
            twice = sorted({code for code in codes if codes.count(code) > 1})
            raise ValueError(f"vocabulary {name}: used twice: {', '.join(twice)}")

    def __getitem__(self, code: str) -> Entry:
        return self._entries[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


def parse(name: str, text: str) -> Vocabulary:
    """A vocabulary from the YAML text of its file; ``ValueError`` where an entry lacks a key or has one too many."""
    rows: Any = yaml.load(text, Loader=yaml.CSafeLoader)
    if not isinstance(rows, list):
        raise ValueError(f"vocabulary {name}: a list of entries is expected")
    return Vocabulary(name, [_entry(name, row) for row in rows])


def _entry(name: str, row: Any) -> Entry:
    expected = {"code", "title", "definition", "question", "source"}
    filled = isinstance(row, dict) and expected <= set(row) and all(_filled(row[key]) for key in expected)
    if not filled or set(row) - expected - _FURTHER.get(name, set()):
        raise ValueError(f"vocabulary {name}: an entry has exactly {sorted(expected)}, all filled: {row}")
    parameters = row.get("parameters", [])
    keys = {"name", "unit", "definition"}
    if not all(set(item) == keys and all(map(_filled, item.values())) for item in parameters):
        raise ValueError(f"vocabulary {name}: a parameter has exactly {sorted(keys)}, all filled: {row}")
    return Entry(
        **{key: row[key] for key in expected},
        parameters=tuple(Parameter(**item) for item in parameters),
        made_from=tuple(row.get("made_from", ())),
        use=tuple(row["use"].split(", ")) if "use" in row else (),
    )


def _filled(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def _read(name: str) -> Vocabulary:
    return parse(name, (files(__package__) / f"{name}.yaml").read_text(encoding="utf-8"))


@cache
def processes() -> Vocabulary:
    """Processes that a rule may ask for."""
    return _read("processes")


@cache
def tags() -> Vocabulary:
    """Descriptions of products and materials that the HS code does not settle."""
    return _read("tags")


@cache
def facts() -> Vocabulary:
    """Attested facts that are neither a process nor a description of one material."""
    return _read("facts")


@cache
def operations() -> Vocabulary:
    """Operations that an agreement may list as insufficient."""
    return _read("operations")


@cache
def terms() -> Vocabulary:
    """Words of the general rules that no other vocabulary has, each with the keys under which it may stand."""
    return _read("terms")
