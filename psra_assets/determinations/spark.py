"""The same function inside Spark, for portfolios that outgrow one machine: ``mapInArrow`` over a DataFrame of bills.

The documents of the law travel to the workers once, as a broadcast; each Python worker loads them once. Install it with
``make spark``; it needs Java 17.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

import pyarrow as pa

from psra_assets.determinations.batches import VERDICTS

if TYPE_CHECKING:
    from psra_native import RuleBook
    from pyspark.sql import DataFrame

Documents = Sequence[tuple[str, bytes]]

SCHEMA = (
    "bill_id string, agreement string, verdict string, preferred string, tolerance_used boolean, way string,"
    " digest binary, error string, answer string"
)
"""The columns of the result as Spark names them."""


def decide(
    bills: DataFrame,
    documents: Documents,
    *,
    as_of: date,
    agreements: Sequence[str] | None = None,
    with_proofs: bool = False,
) -> DataFrame:
    """Verdicts of a DataFrame of bills (the columns of ``batches.BILLS``) by the law of RaC documents."""
    law = bills.sparkSession.sparkContext.broadcast(tuple(documents))

    def shard(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        book = _book(law.value)
        for batch in batches:
            # Spark runs as many tasks as there are cores: each keeps to one.
            found = book.decide_batch(
                batch, as_of.isoformat(), agreements=agreements, with_proofs=with_proofs, workers=1
            )
            yield from pa.Table.from_batches([found]).cast(VERDICTS).combine_chunks().to_batches()

    return bills.mapInArrow(shard, SCHEMA)


@lru_cache(maxsize=2)
def _book(documents: tuple[tuple[str, bytes], ...]) -> RuleBook:
    """A worker's rule book: loaded once, however many shards it gets."""
    import psra_native

    return psra_native.RuleBook.load(list(documents))
