"""A tenant's bills as they are to be decided on a day: with the price list and the suppliers' statements in force."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import orjson
import pyarrow as pa

from psra_assets.determinations.batches import bills_of_cases

if TYPE_CHECKING:
    from psra_assets.foundation.unit_of_work import Connection

_BILLS = """
select bill_id, document, quantities from app.bills
where not document ? 'agreements' or document->'agreements' ? %s
order by bill_id
"""
_PRICES = """
select distinct on (material_id) material_id, amount, currency from app.prices
where valid_from <= %s order by material_id, valid_from desc
"""
_STATEMENTS = """
select distinct on (material_id) material_id, status, country, evidence from app.supplier_statements
where agreement_id = %s and valid_from <= %s and (valid_to is null or %s <= valid_to)
order by material_id, valid_from desc
"""


def bills_of(connection: Connection, agreement: str, as_of: date) -> pa.Table:
    """The tenant's bills that name the agreement or none, in the order of their ids."""
    prices = {row["material_id"]: row for row in connection.execute(_PRICES, [as_of])}
    statements = {row["material_id"]: row for row in connection.execute(_STATEMENTS, [agreement, as_of, as_of])}
    rows = connection.execute(_BILLS, [agreement])
    return bills_of_cases(
        (row["bill_id"], orjson.dumps(_current(row["document"], row["quantities"], prices, statements))) for row in rows
    )


def _current(
    case: dict[str, Any],
    quantities: Mapping[str, str],
    prices: Mapping[str, Mapping[str, Any]],
    statements: Mapping[str, Mapping[str, Any]],
) -> dict[str, Any]:
    lines = case.get("materials")
    if isinstance(lines, list):
        case["materials"] = [_line(line, quantities, prices, statements) for line in lines]
    return case


def _line(
    line: Any,
    quantities: Mapping[str, str],
    prices: Mapping[str, Mapping[str, Any]],
    statements: Mapping[str, Mapping[str, Any]],
) -> Any:
    """A line with its price and its statement. What is no line stays as it is: the engine has words for it."""
    if not isinstance(line, dict):
        return line
    material = line.get("id")
    found = dict(line)
    if (price := prices.get(material or "")) is not None:
        amount = price["amount"] * Decimal(quantities.get(material or "", "1"))
        found["value"] = {"amount": f"{amount:f}", "currency": price["currency"]}
    if (statement := statements.get(material or "")) is not None:
        found["origin"] = {key: statement[key] for key in ("status", "country", "evidence")}
    if isinstance(line.get("materials"), list):
        found["materials"] = [_line(inner, quantities, prices, statements) for inner in line["materials"]]
    return found
