"""Rule sets read by a person: which rules are one alternative, and what each alternative means."""

from __future__ import annotations

import gzip
import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from psra_assets.rac.compile.rows import RuleSet, read_rule_sets, readings

from .trees import bare

AUDITED = [
    entry
    for path in sorted((Path(__file__).parent / "hand_checked" / "rows").glob("*.yaml"))
    for entry in yaml.safe_load(path.read_text())
]


@cache
def published(path: Path) -> list[RuleSet]:
    return read_rule_sets(json.loads(gzip.decompress(path.read_bytes())), path.name)


@pytest.mark.parametrize("entry", AUDITED, ids=lambda entry: f"{Path(entry['file']).name}{entry['pointer']}")
def test_alternatives_are_as_read(shared: Path, entry: dict[str, Any]) -> None:
    rule_set = published(shared / entry["file"])[int(entry["pointer"].rpartition("/")[2])]
    words = "\n".join(rule.text for rule in rule_set.rules)
    assert hashlib.sha256(words.encode()).hexdigest() == entry["sha256"]
    found = {reading.members: bare(reading.meaning.node) for reading in readings(rule_set) if reading.meaning}
    for expected in entry["understood"]:
        assert found[tuple(expected["rules"])] == expected["tree"]
