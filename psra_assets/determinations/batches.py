"""Mass determination over Arrow: bills in, verdict columns out (``docs/mass-determination.md``). No I/O."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from psra_native import RuleBook

_AMOUNT = pa.decimal128(38, 6)
_WORDS = pa.list_(pa.string())

MATERIAL = pa.struct(
    [
        ("id", pa.string()),
        ("hs_code", pa.string()),
        ("tags", _WORDS),
        ("value", _AMOUNT),
        ("currency", pa.string()),
        ("net_weight_kg", _AMOUNT),
        ("status", pa.string()),
        ("country", pa.string()),
        ("wholly_obtained", pa.bool_()),
        ("role", pa.string()),
    ]
)
BILLS = pa.schema(
    [
        ("bill_id", pa.string()),
        ("case", pa.string()),
        ("agreements", _WORDS),
        ("exporting_party", pa.string()),
        ("importing_party", pa.string()),
        ("as_of", pa.date32()),
        ("hs_edition", pa.int32()),
        ("hs_code", pa.string()),
        ("tags", _WORDS),
        ("currency", pa.string()),
        ("ex_works_price", _AMOUNT),
        ("fob_price", _AMOUNT),
        ("transaction_value", _AMOUNT),
        ("net_cost", _AMOUNT),
        ("net_weight_kg", _AMOUNT),
        ("wholly_obtained", pa.bool_()),
        ("processes", _WORDS),
        ("processes_complete", pa.bool_()),
        ("operations", pa.string()),
        ("materials", pa.list_(MATERIAL)),
    ]
)
"""All columns that a batch of bills may have; those that a portfolio does not use are left out."""

VERDICTS = pa.schema(
    [
        ("bill_id", pa.string()),
        ("agreement", pa.string()),
        ("verdict", pa.string()),
        ("preferred", pa.string()),
        ("tolerance_used", pa.bool_()),
        ("way", pa.string()),
        ("digest", pa.binary()),
        ("error", pa.string()),
        ("answer", pa.string()),
    ]
)
"""Columns of the result, without dictionaries: for engines and files that have none."""


def bills_of_cases(cases: Iterable[tuple[str, bytes]]) -> pa.Table:
    """A table of bills from cases in JSON, each with the bill's id."""
    rows = list(cases)
    columns = {"bill_id": [bill for bill, _ in rows], "case": [case.decode() for _, case in rows]}
    return pa.table(columns, schema=pa.schema([("bill_id", pa.string()), ("case", pa.string())]))


def decide_bills(
    book: RuleBook,
    bills: pa.Table,
    *,
    as_of: date,
    agreements: Sequence[str] | None = None,
    with_proofs: bool = False,
    known: pa.Table | None = None,
    workers: int = 0,
) -> pa.Table:
    """Decide a table of bills. ``known`` is an earlier result: what rests on the same facts and law is taken over."""
    verdicts = book.decide_batch(
        _one(bills),
        as_of.isoformat(),
        agreements=agreements,
        with_proofs=with_proofs,
        known=None if known is None else _one(known),
        workers=workers,
    )
    return pa.Table.from_batches([verdicts])


def counts(verdicts: pa.Table) -> dict[str, int]:
    """Pairs of a run by the way that each took: ``kernel``, ``engine``, ``taken_over``."""
    found = verdicts.schema.metadata or {}
    return {way: int(found.get(f"psra.{way}".encode(), b"0")) for way in ("kernel", "engine", "taken_over")}


def plain(verdicts: pa.Table) -> pa.Table:
    """Verdicts without dictionaries and counts, in the order of bill and agreement."""
    return verdicts.cast(VERDICTS).sort_by([("bill_id", "ascending"), ("agreement", "ascending")]).combine_chunks()


def digest(verdicts: pa.Table) -> str:
    """SHA-256 of what was decided, whatever its order and its shards were."""
    ordered = plain(verdicts)
    found = hashlib.sha256(f"{ordered.num_rows}".encode())
    for name in ordered.schema.names:
        column = ordered[name]
        # Where nothing stands is said apart; then each value with its length.
        found.update(name.encode() + b"\0" + _bytes(column.is_valid().cast(pa.int8())))
        filled = column.cast(pa.int8()) if pa.types.is_boolean(column.type) else column.fill_null("")
        if pa.types.is_int8(filled.type):
            found.update(_bytes(filled.fill_null(-1)))
            continue
        found.update(_bytes(pc.binary_length(filled)))
        found.update(_text(filled))
    return found.hexdigest()


def _one(table: pa.Table) -> pa.RecordBatch:
    batches = table.combine_chunks().to_batches()
    return batches[0] if batches else pa.RecordBatch.from_pylist([], schema=table.schema)


def _bytes(column: pa.ChunkedArray) -> bytes:
    array = pa.concat_arrays(column.chunks) if column.num_chunks else pa.array([], column.type)
    width = array.type.bit_width // 8
    buffer = array.buffers()[1]
    return b"" if buffer is None else buffer.to_pybytes()[array.offset * width : (array.offset + len(array)) * width]


def _text(column: pa.ChunkedArray) -> bytes:
    """All values of a column of text or bytes, one behind the other."""
    parts = []
    for array in column.cast(pa.large_binary()).chunks:
        _, offsets, data = array.buffers()
        if data is None or len(array) == 0:
            continue
        ends = memoryview(offsets).cast("q")
        parts.append(data.to_pybytes()[ends[array.offset] : ends[array.offset + len(array)]])
    return b"".join(parts)
