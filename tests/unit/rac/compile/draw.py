"""Draws the texts that a person reads beside their trees: ``python -m tests.unit.rac.compile.draw SHARED``.

Strata are the kinds of leaf that a tree has, for each of the two publishers: common and rare
sentences alike are read. Within a stratum the seed decides. Prints one
JSON object a line: file, pointer, digest, state, tree, words.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import sys
from pathlib import Path
from typing import Any

from psra_assets.rac.compile.constructs.states import leaves
from psra_assets.rac.compile.rows.readings import understood

from .trees import bare

SEED = 20261125
FOLDERS = ("data/hmrc/rules_of_origin/roo_schemes_uk/rule_sets", "data/hmrc/rules_of_origin_xi/rule_sets")


def drawn(shared: Path, size: int) -> list[dict[str, Any]]:
    """``size`` distinct texts with a tree: one of each stratum in turn until there are enough."""
    strata: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    seen: set[str] = set()
    for folder in FOLDERS:
        for path in sorted((shared / folder).glob("*.json.gz")):
            for place, text in _texts(path):
                if text in seen:
                    continue
                seen.add(text)
                meaning, _ = understood(text)
                if meaning is None:
                    continue
                entry = {
                    "file": f"{folder}/{path.name}",
                    "pointer": place,
                    "sha256": hashlib.sha256(text.encode()).hexdigest(),
                    "state": meaning.state,
                    "tree": bare(meaning.node),
                    "text": text,
                }
                strata.setdefault((folder, *_kinds(meaning.node)), []).append(entry)
    chance = random.Random(SEED)
    for stratum in strata.values():
        chance.shuffle(stratum)
    found: list[dict[str, Any]] = []
    while len(found) < size and any(strata.values()):
        for key in sorted(strata):
            if strata[key] and len(found) < size:
                found.append(strata[key].pop())
    return found


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


if __name__ == "__main__":
    for line in drawn(Path(sys.argv[1]), int(sys.argv[2])):
        print(json.dumps(line, ensure_ascii=False))
