"""Documents with one change each: a key dropped, renamed or added, a value replaced by a strange one."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterator
from typing import Any

# Values of every kind, forms that are right in one place and wrong in another, and both sides of bounds.
STRANGE: list[Any] = [
    None,
    True,
    False,
    0,
    1,
    60,
    61,
    2017,
    2018,
    -1,
    10**20,
    1.5,
    "",
    "x",
    "X",
    "50",
    "100",
    "100.5",
    "1.1234567",
    "39",
    "3901-3915",
    "39-3901",
    "392010",
    "2026-02-28",
    "2026-02-30",
    "20260228",
    "EU",
    "EUR",
    "word",
    "two words",
    "é",
    "a" * 81,
    "0" * 64,
    "eu-gb",
    "eu-gb:hs2017:3926~1",
    "eu-gb:hs2017:39 26~1",
    "rules",
    "2.0",
    "product",
    [],
    {},
    ["x"],
    ["39"],
    [1, 2],
    [1, 2, 3],
    {"x": 1},
    {"id": "s"},
    {"value": True},
    {"codes": ["39"]},
    {"any": []},
    {"all": [{"type": "NOMleOM"}]},
    {"type": "NOMleOM"},
    {"type": "NOMleOM", "any": [{"type": "NOMleOM"}]},
    {"type": "Note"},
]


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every (container, key) of a document."""
    keys = value.keys() if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in list(keys):
        yield value, key
        yield from places(value[key])


def all_mutants(
    document: Any, inside: Callable[[Any], Any], per_place: int, draw: random.Random
) -> Iterator[tuple[str, Any]]:
    """Each place inside a part of the document dropped, renamed, with a key more, and with strange values instead."""
    for n in range(len(list(places(inside(document))))):
        changes: list[Any] = ["drop", "rename", "add", *draw.sample(range(len(STRANGE)), per_place)]
        for change in changes:
            mutant = copy.deepcopy(document)
            container, key = list(places(inside(mutant)))[n]
            if _changed(container, key, change):
                yield f"{change if isinstance(change, str) else STRANGE[change]!r} at {key}", mutant


def some_mutants(document: Any, count: int, draw: random.Random) -> Iterator[tuple[str, Any]]:
    """Mutants at places drawn at random."""
    while count:
        mutant = copy.deepcopy(document)
        container, key = draw.choice(list(places(mutant)))
        change = draw.choice(["drop", "rename", "add", *draw.sample(range(len(STRANGE)), 3)])
        if _changed(container, key, change):
            count -= 1
            yield f"{change if isinstance(change, str) else STRANGE[change]!r} at {key}", mutant


def _changed(container: Any, key: Any, change: Any) -> bool:
    """Change the container; false if the change is none for it."""
    if change == "drop":
        del container[key]
    elif isinstance(change, int):
        container[key] = copy.deepcopy(STRANGE[change])
    elif not isinstance(container, dict):
        return False
    elif change == "rename":
        container[f"{key}x"] = container.pop(key)
    else:
        container["surprise"] = 1
    return True
