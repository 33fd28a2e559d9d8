"""Changes to what a proof says: one leaf at a time, each to another value of its kind, away, or for its neighbour."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from typing import Any

from psra.proof_checker.check import NOT_COVERED

Json = dict[str, Any]
Path = tuple[str | int, ...]


def covered(value: Any, path: Path = ()) -> Iterator[Path]:
    """The places of a result that a proof covers: every leaf, every list and every object in one."""
    if path:
        yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in NOT_COVERED or (key == "engine" and path):
                yield from covered(inner, (*path, key))
    elif isinstance(value, list):
        for n, inner in enumerate(value):
            yield from covered(inner, (*path, n))


def mutant(result: Json, draw: random.Random) -> tuple[Json, Path, str]:
    """The result with one change, where it is and what it is."""
    changed = copy.deepcopy(result)
    while True:
        path = draw.choice(list(covered(changed)))
        holder: Any = changed
        for step in path[:-1]:
            holder = holder[step]
        last = path[-1]
        old = holder[last]
        kind = draw.choice(("value", "value", "removal", "swap"))
        if kind == "removal":
            del holder[last]
        elif kind == "swap":
            others = [n for n in (range(len(holder)) if isinstance(holder, list) else holder) if holder[n] != old]
            others = [n for n in others if n not in NOT_COVERED]
            if not others:
                continue
            other = draw.choice(others)
            holder[last], holder[other] = holder[other], old
        else:
            holder[last] = other_value(old, draw)
        return changed, path, kind


def other_value(old: Any, draw: random.Random) -> Any:
    """Another value of the same kind."""
    if isinstance(old, bool):
        return not old
    if isinstance(old, int):
        return old + draw.choice((-1, 1))
    if old is None:
        return draw.choice(("", "none", 0, False))
    if isinstance(old, str):
        words = {"met": "not_met", "not_met": "met", "unknown": "met", "originating": "non_originating"}
        words |= {"non_originating": "originating", "undetermined": "originating"}
        at = draw.randrange(len(old) + 1)
        flipped = old[:at] + draw.choice("0123456789abcdef") + old[at + 1 :]
        return words.get(old) if old in words and draw.random() < 0.5 else flipped if flipped != old else old + "0"
    if isinstance(old, list):
        return [*old, old[-1]] if old else [None]
    return {**old, "unheard_of": None}
