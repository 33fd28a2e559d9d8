"""What the engine's benchmark decides: the law at hand, and bills of materials drawn with a fixed seed."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import psra_native
import pyarrow as pa

DAY = "2026-11-24"
ROOT = Path(__file__).parents[1]
_PUBLISHED = "data/hmrc/rules_of_origin/roo_schemes_uk"
SCHEMES = ("eu", "japan", "canada", "south-korea", "cptpp", "chile", "turkey", "vietnam", "singapore", "ukraine")

Documents = list[tuple[str, bytes]]


def law() -> tuple[Documents, str]:
    """Documents of ten agreements as the UK publishes them, or the authored ones where the data is not there."""
    from psra_assets.rac.authored import authored_files
    from psra_assets.rac.compile import compile_files

    folder = Path(os.environ.get("PSRA_SHARED", ROOT.parent / "shared")) / _PUBLISHED
    files = [path for name in SCHEMES if (path := folder / "rule_sets" / f"{name}.json.gz").exists()]
    if not files:
        return list(authored_files()), "authored documents"
    with tempfile.TemporaryDirectory() as out:
        compile_files(files, Path(out), articles=folder)
        found = [(str(p.relative_to(out)), p.read_bytes()) for p in sorted(Path(out).rglob("*.json"))]
    return found, f"{len(files)} schemes of the UK, compiled"


def agreements(documents: Documents) -> list[str]:
    """Their ids."""
    return psra_native.RuleBook.load(documents).agreements()


def one_rule_changed(documents: Documents, agreement: str) -> Documents:
    """The documents with another text under the rule that covers the most subheadings of the agreement's chapter 39."""
    changed = list(documents)
    for number, (path, data) in enumerate(documents):
        if not path.endswith(".json") or not path.startswith(f"{agreement}/39"):
            continue
        document = orjson.loads(data)
        rule = max(document["rules"], key=lambda r: int(r["to"]) - int(r["from"]))
        rule["text"] = f"{rule.get('text') or ''} (changed)"
        changed[number] = (path, orjson.dumps(document))
        return changed
    raise LookupError(f"{agreement} has no chapter 39")


def _decimals(millionths: np.ndarray[Any, Any]) -> pa.Array:
    """Amounts given in millionths, without a Python object a number."""
    words = np.empty((len(millionths), 2), dtype=np.int64)
    words[:, 0], words[:, 1] = millionths, 0
    return pa.Array.from_buffers(pa.decimal128(38, 6), len(millionths), [None, pa.py_buffer(words)])


def _pick(draw: np.random.Generator, words: Sequence[str], size: int) -> pa.Array:
    return pa.DictionaryArray.from_arrays(draw.integers(0, len(words), size, dtype=np.int32), pa.array(words))


def bills(count: int, lines: int, *, products: Sequence[str], seed: int = 7) -> pa.Table:
    """Bills of ``lines`` lines each, with all facts known: values that add up to about half of the price."""
    draw = np.random.default_rng(seed)
    total = count * lines
    codes = psra_native.hs_codes(2022)
    values = draw.integers(1, 2_000_000_000 // lines, total)
    statuses = ["non_originating"] * 3 + ["originating"]
    none = pa.ListArray.from_arrays(pa.array(np.zeros(total + 1, dtype=np.int32)), pa.array([], pa.string()))
    materials = pa.StructArray.from_arrays(
        [
            _pick(draw, codes, total),
            none,
            _decimals(values),
            _decimals(draw.integers(1_000, 2_000_000, total)),
            _pick(draw, statuses, total),
        ],
        names=["hs_code", "tags", "value", "net_weight_kg", "status"],
    )
    offsets = pa.array(np.arange(0, total + 1, lines, dtype=np.int32))
    price = _decimals(draw.integers(1_600_000_000, 2_400_000_000, count))
    return pa.table(
        {
            "bill_id": pa.array(np.arange(count)).cast(pa.string()),
            "exporting_party": pa.array(["GB"]).take(pa.array(np.zeros(count, dtype=np.int8))),
            "hs_code": _pick(draw, list(products), count),
            "tags": none.slice(0, count),
            "currency": pa.array(["EUR"]).take(pa.array(np.zeros(count, dtype=np.int8))),
            "ex_works_price": price,
            "fob_price": price,
            "net_weight_kg": _decimals(draw.integers(lines * 1_000_000, lines * 1_500_000, count)),
            "wholly_obtained": pa.array([False]).take(pa.array(np.zeros(count, dtype=np.int8))),
            "processes_complete": pa.array([True]).take(pa.array(np.zeros(count, dtype=np.int8))),
            "operations": pa.array(["beyond_insufficient"]).take(pa.array(np.zeros(count, dtype=np.int8))),
            "materials": pa.ListArray.from_arrays(offsets, materials),
        }
    )


def as_case(bill: dict[str, Any]) -> dict[str, Any]:
    """A row of such a table as a case."""

    def money(amount: Decimal) -> dict[str, str]:
        return {"amount": str(amount), "currency": bill["currency"]}

    product = {
        "hs_code": bill["hs_code"],
        "tags": [],
        "ex_works_price": money(bill["ex_works_price"]),
        "fob_price": money(bill["fob_price"]),
        "net_weight_kg": str(bill["net_weight_kg"]),
        "wholly_obtained": False,
    }
    materials = [
        {
            "hs_code": line["hs_code"],
            "tags": [],
            "value": money(line["value"]),
            "net_weight_kg": str(line["net_weight_kg"]),
            "origin": {"status": line["status"]},
        }
        for line in bill["materials"]
    ]
    return {
        "case_id": bill["bill_id"],
        "exporting_party": bill["exporting_party"],
        "product": product,
        "materials": materials,
        "processes": [],
        "processes_complete": True,
        "operations": bill["operations"],
    }
