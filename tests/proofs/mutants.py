"""Changes to what a proof says: one leaf at a time, each to another value of its kind, away, or for its neighbour."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

Json = dict[str, Any]
Path = tuple[str | int, ...]


def covered(value: Any, path: Path = ()) -> Iterator[Path]:
    """The places of a result: every leaf, every list and every object in one. A proof covers them all."""
    if path:
        yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, found in inner:
        yield from covered(found, (*path, key))


def forgeries(result: Json) -> Iterator[tuple[str, Callable[[], None]]]:
    """Changes to what bears on the verdict, each with its place: to another outcome, share, row, fact or result."""
    verdicts = {"originating": "non_originating", "non_originating": "undetermined", "undetermined": "originating"}
    outcomes = {"met": "not_met", "not_met": "unknown", "unknown": "met"}
    yield "verdict", partial(result.update, verdict=verdicts[result["verdict"]])
    for rule in result["rules"]:
        yield "rules", partial(rule.update, sha256="0" * 64)
    for tried in result["alternatives"]:
        yield "outcome", partial(tried.update, outcome=outcomes[tried["outcome"]])
        yield "tolerance", partial(tried.update, tolerance_used=not tried["tolerance_used"])
        for measure in tried["measures"]:
            yield "measure", partial(measure.update, outcome=outcomes[measure["outcome"]])
            if "value_fraction" in measure:
                yield "share", partial(measure.update, value_fraction="1/3")
            if "forgiven_materials" in measure:
                yield "forgiven", partial(measure.update, forgiven_materials=[])
    proof = result["proof"]
    for key in ("case_sha256", "general_rules_sha256", "rules_sha256", "engine"):
        yield key, partial(proof.update, {key: "another"})
    yield "facts", partial(proof["facts"].update, operations="another")
    for step in (step for step in proof["steps"] if step["step"] != "conditions"):
        yield f"steps {step['step']}", partial(step.update, result="another")
        if step["step"] in {"exclusively_originating", "verdict"}:
            yield f"steps {step['step']}", partial(step.update, inputs={})
        for material in step["result"] if step["step"] == "materials" else ():
            yield "material", partial(material.update, counts_as="another")
            yield "reason", partial(material.update, because="another")


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
