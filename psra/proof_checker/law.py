"""What the law is read from: RaC documents with their digests, the HS by edition; and logic in three values."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

import rfc8785

Doc = dict[str, Any]
NO, MAYBE, YES = 0, 1, 2
every: Callable[[Iterable[int]], int] = partial(min, default=YES)
some: Callable[[Iterable[int]], int] = partial(max, default=NO)
truth = {None: MAYBE, False: NO, True: YES}.__getitem__
FACTS = json.loads((Path(__file__).parent / "facts.json").read_text())
_HS = Path(__file__).resolve().parents[2] / "native/crates/psra-hs/facts"


class NotCheckable(Exception):
    """The checker cannot verify this, and says so instead of passing it."""


def refuse_if(found: object, feature: str) -> None:
    """Give up on a case that turns on a feature of the law or of cases which this checker does not read."""
    if found:
        raise NotCheckable(feature)


def agree(truths: Iterable[int]) -> int:
    """What all that is possible says; unknown where it differs, or where nothing is."""
    return kinds.pop() if len(kinds := set(truths)) == 1 else MAYBE


def settled(codes: Iterable[str], test: Callable[[str], bool]) -> int:
    """Whether goods pass a test of their code, which may be one of several."""
    return agree(truth(test(code)) for code in codes)


def digest(value: Any) -> str:
    """SHA-256 of the RFC 8785 form."""
    return hashlib.sha256(rfc8785.dumps(value)).hexdigest()


def within(day: str, *spans: Doc) -> bool:
    """Whether the day lies in all the periods, both ends inclusive."""
    return all((s.get("valid_from") or "") <= day <= (s.get("valid_to") or "9999-99-99") for s in spans)


def holds(ranges: Iterable[str] | None, code: str) -> bool:
    """Whether a six-digit code lies in one of the ranges (`39`, `3901-3915`, `390110`)."""
    pairs = (text.partition("-") for text in ranges or ())
    return any(first <= code[: len(first)] <= (last or first) for first, _, last in pairs)


def stated(node: Any) -> Any:
    """JSON without its members that are null."""
    return json.loads(json.dumps(node), object_hook=lambda found: {k: v for k, v in found.items() if v is not None})


def nested(node: Any) -> Iterator[Doc]:
    """A node with all that is in it."""
    yield from [node] if isinstance(node, dict) else ()
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from nested(inner)


@cache
def hs_codes(edition: int) -> list[str]:
    """All subheadings of an edition, in order."""
    split = (line.split() for line in (_HS / f"codes-{edition}.txt").read_text().splitlines())
    return sorted(heading + last for heading, *lasts in split for last in lasts)


@cache
def _table(source: int, target: int) -> dict[str, set[str]]:  # a code that it leaves out is the same in both
    newer, older, found = max(source, target), min(source, target), defaultdict[str, set[str]](set)
    lines = (line.partition(":") for line in (_HS / f"{newer}-{older}.txt").read_text().splitlines())
    listed = {new: olds.split() for news, _, olds in lines for new in news.split()}
    for one, other in ((new, old) for new in hs_codes(newer) for old in listed.get(new, [new])):
        found[other if source == older else one].add(one if source == older else other)
    return found


@cache
def correlate(code: str, source: int, target: int) -> tuple[str, ...]:
    """Every counterpart of a code in another edition; editions without a table are joined through 2017."""
    if source == target:
        return (code,)
    if {source, target} & {2017, 2022}:
        return tuple(sorted(_table(source, target).get(code, set()) & set(hs_codes(target))))
    return tuple(sorted({c for mid in correlate(code, source, 2017) for c in correlate(mid, 2017, target)}))


class Row:
    """One row of an agreement's list."""

    def __init__(self, rule: Doc, document: Doc) -> None:
        self.rule, self.document, self.id, self.guard = rule, document, rule["id"], stated(rule.get("guard") or {})
        self.editions = (document.get("printed_edition") or document["hs_edition"], document["hs_edition"])
        self.low, self.high, self.kind, self.tree = rule["from"], rule["to"], rule["row"], stated(rule.get("criterion"))
        known = hs_codes(self.editions[0])  # ranges are compared by the subheadings that the printed edition has
        inside = known[bisect_left(known, self.low) : bisect_right(known, self.high)] or [self.low, self.high]
        self.span = (inside[0], inside[-1])

    def prevails(self, other: Row) -> bool:
        """Whether it takes the place of another: the narrower does, else one for goods of a description."""
        pairs = ((self.span, other.span), (other.span, self.span))
        narrower, wider = (a[0] >= b[0] and a[1] <= b[1] and a != b for a, b in pairs)
        return narrower or (not wider and self.kind == "described" != other.kind)


class Agreement:
    """One agreement: its general rules with their digests, and the rows of its list."""

    def __init__(self, name: str, documents: list[Doc]) -> None:
        own = [document for document in documents if document["agreement"] == name]
        self.id, self.frames = name, [(stated(d), digest(d)) for d in own if d["kind"] == "agreement"]
        self.rows = [Row(rule, document) for document in own for rule in document.get("rules") or ()]
        self.editions, notes = {row.editions for row in self.rows}, [document.get("notes") or {} for document in own]
        self.binding = {name for known in notes for name, note in known.items() if note["effect"] != "explains"}
