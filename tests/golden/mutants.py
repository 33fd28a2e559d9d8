"""The authored documents with one thing changed; a golden case must notice each (``test_mutants.py``).

A share by a hundredth, a day by one, a word for its neighbour, a member of a list left out.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

SHARES = ("pct", "max_pct", "cap_pct", "ownership_pct", "crew_pct", "outward_processing_pct")
DAYS = ("valid_from", "valid_to")
COUNTS = ("least_originating", "least_materials")
LISTS = ("any_of", "all_of", "codes", "tags", "kinds", "applies_to", "chapters", "except_codes", "except_chapters")
WORDS = {
    "type": {"CC": ["CTH"], "CTH": ["CC", "CTSH"], "CTSH": ["CTH"], "AnyHeading": ["CTSH"]},
    "basis": {
        "EXW": ["FOB"],
        "FOB": ["EXW"],
        "TV_OR_EXW": ["TV", "EXW"],
        "EXW_OR_FOB": ["EXW", "FOB"],
    },
    "same": {"chapter": ["heading"], "heading": ["chapter", "subheading"], "subheading": ["heading"]},
    "method": {"build_down": ["build_up"], "build_up": ["build_down"]},
    "measure": {"value": ["weight"], "weight": ["value"]},
    "row": {"described": ["whole"]},
    "tolerance_scope": {"failing_only": ["all_nom"], "all_nom": ["failing_only"]},
    "maxnom_block_scope": {"same_alternative": ["any_alternative"]},
    "retail_in_ctc": {"ignored": ["considered"], "considered": ["ignored"], "part_of_unit": ["ignored"]},
    "retail_in_value": {"counted": ["ignored"]},
    "in_ctc": {"ignored": ["considered"], "part_of_unit": ["ignored"]},
    "in_value": {"counted": ["ignored"]},
    "within_group.rule": {"allowed": ["forbidden"]},
    "transport.rule": {
        "direct": ["non_alteration"],
        "non_alteration": ["direct"],
        "customs_control": ["direct"],
    },
    "drawback.rule": {
        "allowed": ["banned"],
        "banned": ["allowed"],
        "banned_chapters": ["banned", "allowed"],
        "capped": ["allowed"],
    },
}
"""Words and those that a slip would put in their place; keys with a dot name their part."""

PROSE = frozenset({"source", "sources", "notes", "articles", "title", "heading", "reason", "id", "text", "name"})


@dataclass(frozen=True)
class Mutant:
    """A document with one thing changed."""

    place: str
    """Where, as keys of the document; a rule or period by what it is called."""
    change: str
    rule: str | None
    """The row of the list in which it is; ``None`` in general rules."""
    document: bytes


def beside(key: str, part: str, value: Any) -> Iterator[Any]:
    """What might stand in the place of a value."""
    if key in SHARES and isinstance(value, str):
        yield str(Decimal(value) + Decimal("0.01"))
        yield str(Decimal(value) - Decimal("0.01"))
    elif key in DAYS and isinstance(value, str):
        day = date.fromisoformat(value)
        yield (day + timedelta(days=1)).isoformat()
        yield (day - timedelta(days=1)).isoformat()
    elif key in COUNTS and isinstance(value, int):
        yield value + 1
        yield value - 1
    elif isinstance(value, bool):
        yield not value
    elif isinstance(value, str):
        table = WORDS.get(f"{part}.{key}", WORDS.get(key, {}))
        yield from table.get(value, ())
    elif isinstance(value, list) and (key in {"any", "all"} or key in LISTS):
        for number in range(len(value)):
            yield value[:number] + value[number + 1 :]


def changed(tree: Any, key: str = "", part: str = "", path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Each place in a tree with what might stand there: ``(*path, new)``."""
    for new in beside(key, part, tree):
        yield (*path, new)
    if isinstance(tree, dict):
        for name, inner in tree.items():
            if name not in PROSE:
                yield from changed(inner, name, key, (*path, name))
    elif isinstance(tree, list):
        for number, inner in enumerate(tree):
            yield from changed(inner, "", key, (*path, number))


def put(tree: Any, path: tuple[Any, ...], new: Any) -> Any:
    """A copy of a tree with another value in a place."""
    result = copy.deepcopy(tree)
    inner = result
    for step in path[:-1]:
        inner = inner[step]
    if new in ([], None):
        # A list without members is an absent key.
        del inner[path[-1]]
    else:
        inner[path[-1]] = new
    return result


def value_at(tree: Any, path: tuple[Any, ...]) -> Any:
    """The value in a place."""
    for step in path:
        tree = tree[step]
    return tree


def mutants(document: dict[str, Any]) -> Iterator[Mutant]:
    """Each mutant of a document."""
    for holder in ("rules", "ruleset"):
        for number, entry in enumerate(document.get(holder, ())):
            called = entry.get("id", f"{holder}/{number}")
            for *path, new in changed(entry):
                place = (holder, number, *path)
                yield Mutant(
                    f"{called}/{'/'.join(map(str, path))}",
                    f"{value_at(document, place)!r} -> {new!r}",
                    entry.get("id"),
                    json.dumps(put(document, place, new)).encode(),
                )
    for key in DAYS:
        for new in beside(key, "", document.get(key)):
            yield Mutant(f"/{key}", f"{document[key]} -> {new}", None, json.dumps(put(document, (key,), new)).encode())
