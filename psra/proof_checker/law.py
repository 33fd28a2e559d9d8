"""What the law is read from: RaC documents with their digests, the HS by edition; and logic in three values."""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Any

import rfc8785
import yaml

Doc = dict[str, Any]
Sum = tuple[Fraction, Fraction | None]  # the least and the most that it can be; no most where an amount is not known
NO, MAYBE, YES = 0, 1, 2
OUTCOME, VERDICT = ("not_met", "unknown", "met"), ("non_originating", "undetermined", "originating")
every: Callable[[Iterable[int]], int] = partial(min, default=YES)
some: Callable[[Iterable[int]], int] = partial(max, default=NO)
truth = {None: MAYBE, False: NO, True: YES}.__getitem__
_ROOT = Path(__file__).resolve().parents[2]
_FACTS = _ROOT / "native/crates/psra-hs/facts"


class NotCheckable(Exception):
    """The checker cannot verify this, and says so instead of passing it."""


def agree(truths: Iterable[int]) -> int:
    """What all possible worlds say; unknown where they differ, or where there is none."""
    return kinds.pop() if len(kinds := set(truths)) == 1 else MAYBE


def total(terms: Iterable[tuple[int, Fraction | None]]) -> Sum:
    """Add up amounts, each with whether it belongs to the sum."""
    counted = [(member, amount) for member, amount in terms if member != NO]
    known = [amount for _, amount in counted if amount is not None]
    low = sum((amount for member, amount in counted if member == YES and amount is not None), Fraction(0))
    return low, sum(known, Fraction(0)) if len(known) == len(counted) else None


def at_most(part: Sum, share: Fraction, whole: Sum, strict: bool = False) -> int:
    """Whether ``part`` is at most (``strict``: less than) that share of ``whole``. Nothing is rounded."""
    (low, high), (least, most) = part, whole
    if high is not None and (high < share * least or (high == share * least and not strict)):
        return YES
    return NO if most is not None and (low > share * most or (low == share * most and strict)) else MAYBE


def percent(value: Fraction, limit: Fraction) -> str:
    """A share in per cent, for display: to as many decimals as show on which side of the limit it lies."""
    text = ""
    for places in range(4, 19):
        whole, rest = divmod(int(abs(value) * 10 ** (places + 2) + Fraction(1, 2)), 10**places)
        text = "-" * (value < 0 < whole + rest) + f"{whole}.{rest:0{places}}".rstrip("0").rstrip(".")
        mark = Fraction(text) / 100
        if (mark > limit, mark < limit) == (value > limit, value < limit):
            break
    return text


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


@cache
def hs_codes(edition: int) -> frozenset[str]:
    """All subheadings of an edition."""
    split = (line.split() for line in (_FACTS / f"codes-{edition}.txt").read_text().splitlines())
    return frozenset(heading + last for heading, *lasts in split for last in lasts)


@cache
def _in_order(edition: int) -> list[str]:
    return sorted(hs_codes(edition))


@cache
def _table(source: int, target: int) -> dict[str, set[str]]:
    newer, older, found = max(source, target), min(source, target), defaultdict[str, set[str]](set)
    path = _FACTS / f"{newer}-{older}.txt"
    lines = (line.partition(":") for line in (path.read_text().splitlines() if path.exists() else ()))
    listed = {code: right.split() for left, _, right in lines for code in left.split()}
    for pair in ((new, old) for new in hs_codes(newer) for old in listed.get(new, [new]) if listed):
        found[pair[source == older]].add(pair[source == newer])
    return found


@cache
def correlate(code: str, source: int, target: int) -> tuple[str, ...]:
    """Every counterpart of a code in another edition; editions without a table are joined through 2017."""
    if source == target:
        return (code,)
    if table := _table(source, target):
        return tuple(sorted(table.get(code, set()) & hs_codes(target)))
    return tuple(sorted({c for mid in correlate(code, source, 2017) for c in correlate(mid, 2017, target)}))


@cache
def _made_from() -> dict[str, set[str]]:
    tags = yaml.safe_load((_ROOT / "psra_assets/rac/vocabulary/tags.yaml").read_bytes())
    return {entry["code"]: set(entry.get("made_from") or ()) for entry in tags}


@cache
def stages(wanted: tuple[str, ...]) -> tuple[set[str], set[str]]:
    """Descriptions of earlier and of later stages of manufacture than those."""
    made_from = _made_from()
    before, after, known = set[str](), set[str](), set(wanted)
    while new := {stage for tag in known | before for stage in made_from.get(tag, ())} - known - before:
        before |= new
    while new := {tag for tag, of in made_from.items() if (known | after) & of} - known - before - after:
        after |= new
    return before, after


def source(document: Doc, reference: Doc) -> Doc:
    """A reference with what its source says of itself."""
    own = (document.get("sources") or {}).get(reference.get("id")) or {}
    return {key: value for part in (own, reference) for key, value in part.items() if value is not None}


def nested(node: Any) -> Iterator[Doc]:
    """A node with all that is in it."""
    yield from [node] if isinstance(node, dict) else ()
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from nested(inner)


class Row:
    """One row of an agreement's list."""

    def __init__(self, rule: Doc, document: Doc) -> None:
        self.rule, self.document, self.id, self.guard = rule, document, rule["id"], rule.get("guard") or {}
        self.editions = (document.get("printed_edition") or document["hs_edition"], document["hs_edition"])
        self.first, self.last, self.kind, self.quota = rule["from"], rule["to"], rule["row"], self.guard.get("quota")
        # Ranges are compared by the subheadings that the printed edition has in them.
        known = _in_order(self.editions[0])
        inside = known[bisect_left(known, self.first) : bisect_right(known, self.last)]
        self.span = (inside[0], inside[-1]) if inside else (self.first, self.last)

    @cached_property
    def sha256(self) -> str:
        """The digest of the rule."""
        return digest(self.rule)


class Agreement:
    """One agreement: its documents, and the rows of its list by chapter."""

    def __init__(self, name: str, documents: list[Doc]) -> None:
        self.id, self.frames = name, [d for d in documents if d["kind"] == "agreement"]
        self.digests = [digest(frame) for frame in self.frames]
        self.rows = [Row(rule, document) for document in documents for rule in document.get("rules") or ()]
        self.editions, self.by_chapter = {row.editions for row in self.rows}, defaultdict[str, list[Row]](list)
        for row, chapter in ((r, c) for r in self.rows for c in range(int(r.first[:2]), int(r.last[:2]) + 1)):
            self.by_chapter[f"{chapter:02}"].append(row)

    def printed(self, code: str, editions: tuple[int, int]) -> list[Row]:
        """The rows of those editions that are printed for a code."""
        return [row for row in self.by_chapter[code[:2]] if row.editions == editions and row.first <= code <= row.last]
