"""The same function inside Spark, in local mode: equal digests for any number of shards (``make spark``)."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import psra_native
import pyarrow as pa
import pytest

from bench import _bills
from psra_assets.determinations import batches, spark
from psra_assets.rac.authored import authored_files

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

DAY = date(2026, 11, 24)
PRODUCTS = ("392690", "391723", "401110", "850760", "180632")
pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def session() -> Iterator[SparkSession]:
    sql = pytest.importorskip("pyspark.sql", reason="pyspark is not installed: make spark")
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        pytest.skip("Spark needs Java 17, and there is none")
    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        sql.SparkSession.builder.master("local[2]")
        .appName("psra")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate()
    )
    yield session
    session.stop()


@pytest.fixture(scope="module")
def documents() -> list[tuple[str, bytes]]:
    return list(authored_files())


@pytest.fixture(scope="module")
def table() -> pa.Table:
    found = _bills.bills(400, 8, products=PRODUCTS)
    # Spark has no dictionaries.
    schema = pa.schema([batches.BILLS.field(name) for name in found.schema.names])
    lines = found["materials"].combine_chunks()
    fields = [batches.MATERIAL.field(n) for n in range(batches.MATERIAL.num_fields)]
    names = [field.name for field in lines.type.value_type]
    plain = pa.list_(pa.struct([field for name in names for field in fields if field.name == name]))
    return found.cast(schema.set(schema.get_field_index("materials"), pa.field("materials", plain)))


@pytest.mark.parametrize("shards", [1, 2, 4, 8])
def test_shards_change_nothing(
    session: SparkSession, documents: list[tuple[str, bytes]], table: pa.Table, shards: int
) -> None:
    book = psra_native.RuleBook.load(documents)
    named = ["eu-gb", "pem"]
    expected = batches.digest(batches.decide_bills(book, table, as_of=DAY, agreements=named))
    bills: Any = session.createDataFrame(table).repartition(shards)
    assert bills.rdd.getNumPartitions() == shards
    found = spark.decide(bills, documents, as_of=DAY, agreements=named).toArrow()
    assert found.num_rows == table.num_rows * len(named)
    assert batches.digest(found) == expected
