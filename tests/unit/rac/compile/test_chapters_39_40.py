"""Chapters 39 and 40 of seven schemes against the hand-made list of their rules (origin.md A.19)."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from psra_assets.rac.compile import compile_rule_sets

SCHEMES = ["eu", "japan", "canada", "switzerland-liechtenstein", "turkey", "serbia", "south-korea"]
LEVELS = {2: "CC", 4: "CTH", 6: "CTSH"}
# the list writes a basis that may be chosen as EXW|TV
BASES = {"EXW": "EXW", "EXW|TV": "TV_OR_EXW", "FOB": "FOB"}
MATERIALS = {
    "polycarbonate of tetrabromo-(bisphenol A)": "tetrabromo_polycarbonate",
    "hard rubber": "hard_rubber",
    "highly-transparent polyester-foils with a thickness of less than 23 micron": "transparent_polyester_foil",
    "a thermoplastic partial salt which is a copolymer of ethylene and metacrylic acid partly neutralised with metal "
    "ions, mainly zinc and sodium": "ionomer_salt",
}


def wanted(op: dict[str, Any]) -> Any:
    """The list's operation as our criterion, without sources."""
    kind = op["op"]
    if kind in ("ALL", "ANY_OF_NONEXCLUSIVE"):
        return {"all" if kind == "ALL" else "any": [wanted(part) for part in op["of"]]}
    if kind == "CTC":
        return {"type": LEVELS[op["level"]]}
    if kind == "CTC_WITH_ALLOWANCE":
        same = {4: "heading", 6: "subheading"}[op["allow"]["same_level"]]
        allowance = {
            "scope": {"same": same},
            "max_pct": str(op["allow"]["max_pct"]),
            "measure": "value",
            "basis": "EXW",
        }
        return {"type": LEVELS[op["level"]], "allowances": [allowance]}
    if kind == "ANY_NOM":
        return {"type": "AnyHeading"} | ({"except": {"codes": op["except"]}} if op.get("except") else {})
    if kind == "PROCESS_ANY":
        return {"type": "Process", "any_of": op["processes"]}
    if kind == "FROM_MATERIAL":
        return {"type": "FromMaterial", "tags": [MATERIALS[op["text"]]]}
    if kind == "RVC_BUILD_DOWN":
        return {"type": "RVC", "method": "build_down", "pct": str(op["min_pct"]), "basis": op["basis"]}
    scope = {}
    if op.get("scope", {}).get("same_heading_as_product"):
        scope = {"same": "heading"}
    elif op.get("scope"):
        scope = {"codes": op["scope"]["chapters"]}
    if op.get("exclude_materials"):
        scope = {"not": {"tags": ["natural_rubber"]}}
    shown = {"scope": scope} if scope else {}
    if kind == "MAXWEIGHT":
        return {"type": "MaxWeight", "pct": str(op["pct"]), "of": "product"} | shown
    assert kind == "MAXNOM", kind
    return {"type": "MaxNOM", "pct": str(op["pct"]), "basis": BASES[op["basis"]]} | shown


def bare(node: dict[str, Any]) -> Any:
    """A criterion without sources."""
    for key in ("any", "all"):
        if key in node:
            return {key: [bare(child) for child in node[key]]}
    return {key: value for key, value in node.items() if key != "source"}


def flat(node: Any) -> list[Any]:
    """The alternatives of a criterion, in any order."""
    return sorted((node["any"] if set(node) == {"any"} else [node]), key=lambda part: json.dumps(part, sort_keys=True))


@pytest.mark.parametrize("scheme", SCHEMES)
def test_each_row_has_the_listed_alternatives(shared: Path, scheme: str) -> None:
    path = shared / f"data/hmrc/rules_of_origin/roo_schemes_uk/rule_sets/{scheme}.json.gz"
    data = gzip.decompress(path.read_bytes())
    compiled = compile_rule_sets(scheme, json.loads(data), prefix="gb", source_sha256=hashlib.sha256(data).hexdigest())
    rows = [rule for chapter in ("39", "40") for rule in json.loads(compiled.documents[f"{chapter}.json"])["rules"]]
    listed = [row for row in json.loads((shared / "domain/hs39_40_rules.json").read_bytes()) if row["scheme"] == scheme]
    assert len(rows) == len(listed)
    for rule, row in zip(rows, listed, strict=True):
        assert (rule["heading"], rule["from"], rule["to"]) == (row["heading"], row["min"][:6], row["max"][:6])
        alternatives = flat({"any": [part for op in row["alternatives"] for part in flat(wanted(op))]})
        assert flat(bare(rule["criterion"])) == alternatives, rule["id"]
