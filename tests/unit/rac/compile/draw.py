"""Draws the texts that a person reads beside their trees: ``python -m tests.unit.rac.compile.draw SHARED SIZE``.

Strata are the kinds of leaf that a tree has, for each of the two publishers: common and rare
sentences alike are read. Within a stratum the seed decides. An audit (``… SHARED SIZE SEED``) leaves out what was read
before, stratifies by the words that make a sentence hard as well, and begins with the largest trees. With ``rows`` as
a fourth argument it draws rule sets of several rules: how they were joined, and the tree of each alternative.
Prints one JSON object a line: file, pointer, digest, state, tree, words.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import sys
from pathlib import Path
from typing import Any

import yaml

from psra_assets.rac.compile.constructs.states import leaves
from psra_assets.rac.compile.rows import read_rule_sets, readings
from psra_assets.rac.compile.rows.readings import understood

from .trees import bare

SEED = 20261125
FOLDERS = ("data/hmrc/rules_of_origin/roo_schemes_uk/rule_sets", "data/hmrc/rules_of_origin_xi/rule_sets")
HARD = ("however", "provided", "except", "weight", "set", "in each case", "whether or not")


def drawn(shared: Path, size: int) -> list[dict[str, Any]]:
    """``size`` distinct texts with a tree: one of each stratum in turn until there are enough."""
    strata: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for entry in _understood(shared):
        strata.setdefault((Path(entry["file"]).parent.as_posix(), *_kinds(entry["tree"])), []).append(entry)
    chance = random.Random(SEED)
    for stratum in strata.values():
        chance.shuffle(stratum)
    return _in_turn(strata, sorted(strata), size)


def audit(shared: Path, size: int, seed: int) -> list[dict[str, Any]]:
    """``size`` distinct texts that nobody read yet: half of them the largest trees of their strata."""
    read = {
        entry["sha256"]
        for path in (Path(__file__).parent / "hand_checked").glob("*.yaml")
        for entry in yaml.safe_load(path.read_text())
    }
    strata: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for entry in _understood(shared):
        if entry["sha256"] not in read:
            hard = tuple(word for word in HARD if word in entry["text"].lower())
            strata.setdefault((*_kinds(entry["tree"]), "|", *hard), []).append(entry)
    chance = random.Random(seed)
    for key in sorted(strata):
        chance.shuffle(strata[key])
    order = sorted(strata, key=lambda key: (-len(list(leaves(strata[key][0]["tree"]))), key))
    found = _in_turn(strata, order, size // 2)
    rest = sorted(strata)
    chance.shuffle(rest)
    return found + _in_turn(strata, rest, size - len(found))


def audit_rows(shared: Path, size: int, seed: int) -> list[dict[str, Any]]:
    """``size`` rule sets of several rules, one of each way of joining them."""
    strata: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for folder in FOLDERS:
        for path in sorted((shared / folder).glob("*.json.gz")):
            for rule_set in read_rule_sets(json.loads(gzip.decompress(path.read_bytes())), path.name):
                words = [rule.text for rule in rule_set.rules]
                if len(words) < 2:
                    continue
                found = readings(rule_set)
                operators = tuple(str(rule.operator) for rule in rule_set.rules)
                key = (path.name, tuple(len(reading.members) for reading in found), operators)
                strata.setdefault(key, []).append(
                    {
                        "file": f"{folder}/{path.name}",
                        "pointer": f"/rule_sets/{rule_set.index}",
                        "sha256": hashlib.sha256("\n".join(words).encode()).hexdigest(),
                        "understood": [
                            {"rules": list(reading.members), "tree": bare(reading.meaning.node)}
                            for reading in found
                            if reading.meaning is not None
                        ],
                        "text": words,
                    }
                )
    chance = random.Random(seed)
    keys = sorted(strata)
    for key in keys:
        chance.shuffle(strata[key])
    chance.shuffle(keys)
    return _in_turn(strata, keys, size)


def _in_turn(strata: dict[Any, list[dict[str, Any]]], order: list[Any], size: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    while len(found) < size and any(strata[key] for key in order):
        for key in order:
            if strata[key] and len(found) < size:
                found.append(strata[key].pop())
    return found


def _understood(shared: Path) -> list[dict[str, Any]]:
    """Every distinct text with a tree."""
    found: dict[str, dict[str, Any]] = {}
    for folder in FOLDERS:
        for path in sorted((shared / folder).glob("*.json.gz")):
            for place, text in _texts(path):
                meaning, _ = understood(text)
                if text not in found and meaning is not None:
                    found[text] = {
                        "file": f"{folder}/{path.name}",
                        "pointer": place,
                        "sha256": hashlib.sha256(text.encode()).hexdigest(),
                        "state": meaning.state,
                        "tree": bare(meaning.node),
                        "text": text,
                    }
    return list(found.values())


def _texts(path: Path) -> list[tuple[str, str]]:
    payload = json.loads(gzip.decompress(path.read_bytes()))
    return [
        (f"/rule_sets/{n}/rules/{m}/rule", rule["rule"])
        for n, rule_set in enumerate(payload["rule_sets"])
        for m, rule in enumerate(rule_set["rules"])
    ]


def _kinds(node: dict[str, Any]) -> tuple[str, ...]:
    """The kinds of leaf, and whether alternatives or scopes with descriptions are among them."""
    kinds = {str(leaf["type"]) for leaf in leaves(node)}
    return tuple(sorted(kinds)) + tuple(
        word for word in ("any", "all", "tags", "allowances") if f'"{word}"' in json.dumps(node)
    )


def _main(shared: str, size: str, seed: str = "", what: str = "") -> None:
    draw = audit_rows if what == "rows" else audit
    for line in draw(Path(shared), int(size), int(seed)) if seed else drawn(Path(shared), int(size)):
        print(json.dumps(line, ensure_ascii=False))


if __name__ == "__main__":
    _main(*sys.argv[1:])
