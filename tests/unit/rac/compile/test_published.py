"""The publishers' files as they are: nothing crashes, what was read by eye stays, documents are valid."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import psra_native
import pytest
import yaml

from psra_assets.rac.compile import CompiledAgreement, compile_rule_sets
from psra_assets.rac.compile.account import Account
from psra_assets.rac.compile.constructs import meaning
from psra_assets.rac.vocabulary import facts, processes, tags

from .trees import bare

UK = "data/hmrc/rules_of_origin/roo_schemes_uk/rule_sets"
XI = "data/hmrc/rules_of_origin_xi/rule_sets"
HAND_CHECKED = [
    entry
    for path in sorted((Path(__file__).parent / "hand_checked").glob("*.yaml"))
    for entry in yaml.safe_load(path.read_text())
]
# a library built before the vocabulary's newest words reports them as unknown
UNKNOWN_WORDS = {"RAC207", "RAC208", "RAC209"}


@cache
def published(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes())


@pytest.fixture(scope="module")
def agreements(shared: Path) -> dict[str, list[CompiledAgreement]]:
    found: dict[str, list[CompiledAgreement]] = {}
    for prefix, folder in (("gb", UK), ("xi", XI)):
        for path in sorted((shared / folder).glob("*.json.gz")):
            data = published(path)
            scheme = path.name.removesuffix(".json.gz")
            digest = hashlib.sha256(data).hexdigest()
            found.setdefault(prefix, []).append(
                compile_rule_sets(scheme, json.loads(data), prefix=prefix, source_sha256=digest)
            )
    return found


def totals(found: list[CompiledAgreement]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for agreement in found:
        counts.update(agreement.totals)
    return counts


def test_every_scheme_compiles_and_every_rule_is_reported(
    shared: Path, agreements: dict[str, list[CompiledAgreement]]
) -> None:
    assert {prefix: len(found) for prefix, found in agreements.items()} == {"gb": 37, "xi": 35}
    for prefix, folder in (("gb", UK), ("xi", XI)):
        for agreement in agreements[prefix]:
            payload = json.loads(published(shared / folder / f"{agreement.scheme}.json.gz"))
            rules = [rule for rule_set in payload["rule_sets"] for rule in rule_set["rules"]]
            assert [entry["text"] for entry in agreement.report["rules"]] == [rule["rule"] for rule in rules]


def test_coverage_does_not_fall(agreements: dict[str, list[CompiledAgreement]]) -> None:
    uk, xi = totals(agreements["gb"]), totals(agreements["xi"])
    assert sum(uk.values()) == 36_550
    assert uk["compiled"] / 36_550 >= 0.735
    assert uk["quarantined"] / 36_550 <= 0.0095
    assert sum(xi.values()) == 20_949
    assert xi["quarantined"] / 20_949 <= 0.012


def test_distinct_texts_are_understood(agreements: dict[str, list[CompiledAgreement]]) -> None:
    for found in agreements.values():
        states: dict[str, bool] = {}
        for agreement in found:
            for entry in agreement.report["rules"]:
                states[entry["text"]] = states.get(entry["text"], True) and entry["state"] != "quarantined"
        assert sum(states.values()) / len(states) >= 0.95


def test_malformed_ranges_of_the_eu_side_are_findings(agreements: dict[str, list[CompiledAgreement]]) -> None:
    findings = [finding for agreement in agreements["xi"] for finding in agreement.findings]
    assert {finding.code for finding in findings} == {"SRC691"}
    assert any("1506and1520" in finding.message for finding in findings)


def test_every_document_is_valid(agreements: dict[str, list[CompiledAgreement]]) -> None:
    documents = [
        (f"{agreement.agreement}/{name}", data)
        for found in agreements.values()
        for agreement in found
        for name, data in agreement.documents.items()
    ]
    diagnostics = psra_native.validate_many(documents)
    errors = [str(d) for d in diagnostics if d.severity == "error" and d.code not in UNKNOWN_WORDS]
    assert errors == []


def test_every_word_is_of_a_vocabulary(agreements: dict[str, list[CompiledAgreement]]) -> None:
    used: dict[str, set[str]] = {"tags": set(), "codes": set(), "facts": set()}

    def visit(value: Any) -> None:
        if isinstance(value, dict):
            used["tags"] |= set(value.get("tags") or ())
            if value.get("type") == "Process":
                used["codes"] |= {*value.get("any_of", ()), *value.get("all_of", ())}
            if value.get("type") == "Fact":
                used["facts"].add(value["code"])
            for inner in value.values():
                visit(inner)
        elif isinstance(value, list):
            for inner in value:
                visit(inner)

    for found in agreements.values():
        for agreement in found:
            visit([entry["tree"] for entry in agreement.report["rules"]])
    assert used["tags"] <= set(tags())
    assert used["codes"] <= set(processes())
    assert used["facts"] <= set(facts())


def test_the_canonical_english_of_a_tree_is_read_back_to_the_tree(
    agreements: dict[str, list[CompiledAgreement]],
) -> None:
    of, exact = 0, 0
    for found in agreements.values():
        for agreement in found:
            for entry in agreement.report["rules"]:
                if entry["tree"] is not None:
                    of += 1
                    exact += entry["english"] is not None and reads_back(entry["english"], entry["tree"])
    assert exact / of >= 0.97


@cache
def read_back(english: str) -> dict[str, Any]:
    return bare(meaning(english).node)


def reads_back(english: str, tree: dict[str, Any]) -> bool:
    return read_back(english) == bare(tree)


def test_every_character_is_accounted_for(agreements: dict[str, list[CompiledAgreement]]) -> None:
    counted = sum((agreement.characters for agreement in agreements["gb"]), Account())
    words = sum(len(entry["text"]) for agreement in agreements["gb"] for entry in agreement.report["rules"])
    # fragments are joined by a blank line
    assert words <= counted.total < words * 1.01
    assert counted.remainder / counted.total < 0.0025


def test_spans_lie_within_the_words(agreements: dict[str, list[CompiledAgreement]]) -> None:
    for agreement in agreements["gb"][:6]:
        for name, data in agreement.documents.items():
            for rule in json.loads(data)["rules"]:
                for leaf in leaves(rule["criterion"]):
                    low, high = leaf["source"]["span"]
                    assert 0 <= low < high <= len(rule["text"]), (agreement.agreement, name, rule["id"])


def leaves(node: dict[str, Any] | None) -> list[dict[str, Any]]:
    if node is None:
        return []
    children = node.get("any") or node.get("all")
    return [leaf for child in children for leaf in leaves(child)] if children else [node]


@pytest.mark.parametrize("entry", HAND_CHECKED, ids=lambda entry: f"{Path(entry['file']).name}{entry['pointer']}")
def test_read_by_eye(shared: Path, entry: dict[str, Any]) -> None:
    value: Any = json.loads(published(shared / entry["file"]))
    for part in entry["pointer"].strip("/").split("/"):
        value = value[int(part)] if isinstance(value, list) else value[part]
    assert hashlib.sha256(value.encode()).hexdigest() == entry["sha256"]
    found = meaning(value)
    assert (bare(found.node), found.state) == (entry["tree"], entry["state"])
