"""Correlation workbooks of the UN Statistics Division: a sheet of conversions and one of correlations, newer to older.

Header rows, column order and gaps differ between the workbooks, and a header may say "From" twice; so columns are found
by the edition that they name, and the direction is left to right. Codes are text, or numbers that lost a leading zero.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from psra_assets.sources.errors import Defects
from psra_assets.sources.limits import DEFAULT_LIMITS, Budget, Limits
from psra_assets.sources.wco.errors import CodeTwice, CorrelationMalformed, PairMalformed
from psra_assets.sources.wco.records import EDITIONS, CorrelationRecord
from psra_assets.sources.workbook import Cell, Row, cell_text, sheets

_EDITION = re.compile(r"HS\s*(\d{4})", re.ASCII | re.IGNORECASE)
_CODE = re.compile(r"[0-9]{1,6}", re.ASCII)
_RELATIONSHIPS = frozenset({"1:1", "1:n", "n:1", "n:n"})
_SEARCH_ROWS = 20


class _Header(NamedTuple):
    row: int
    from_column: int
    to_column: int
    from_edition: int
    to_edition: int
    relationship_column: int | None


def parse_correlation(
    data: bytes, *, place: str, defects: Defects, limits: Limits = DEFAULT_LIMITS
) -> Iterator[CorrelationRecord]:
    """One record a pair and table, in the order of the workbook."""
    budget = Budget(limits, place)
    found = False
    seen: set[tuple[str, int, int, str, str]] = set()
    for sheet, rows in sheets(data, place=place, limits=limits, malformed=CorrelationMalformed):
        header = _header(rows)
        if header is None:
            continue
        found = True
        for number, cells in enumerate(rows[header.row + 1 :], start=header.row + 2):
            if not any(cell != "" for cell in cells):
                continue
            budget.spend()
            where = f"{place}#{sheet}!{number}"
            record = _pair(cells, header)
            if record is None:
                defects.append(PairMalformed("Two codes of six digits and a relationship are expected.", place=where))
                continue
            key = record[:5]
            if key in seen:
                defects.append(CodeTwice(f"{record.from_code} to {record.to_code} is listed twice.", place=where))
                continue
            seen.add(key)
            yield record
    if not found:
        raise CorrelationMalformed(
            "No sheet has a column for each of two HS editions.",
            place=place,
            remedy="The headers must name the editions, as in 'HS 2022' and 'HS 2017'.",
        )


def has_correlation(data: bytes, *, place: str, limits: Limits = DEFAULT_LIMITS) -> bool:
    """Whether any sheet is a table from one edition to another."""
    tables = sheets(data, place=place, limits=limits, malformed=CorrelationMalformed)
    return any(_header(rows) is not None for _, rows in tables)


def _header(rows: list[Row]) -> _Header | None:
    for index, cells in enumerate(rows[:_SEARCH_ROWS]):
        names = [cell_text(cell) for cell in cells]
        editions = [
            (column, int(match[1])) for column, name in enumerate(names) if (match := _EDITION.search(name)) is not None
        ]
        if len(editions) != 2 or any(edition not in EDITIONS for _, edition in editions):
            continue
        (from_column, from_edition), (to_column, to_edition) = editions
        lowered = [name.lower() for name in names]
        relationship = lowered.index("relationship") if "relationship" in lowered else None
        return _Header(index, from_column, to_column, from_edition, to_edition, relationship)
    return None


def _pair(cells: Row, header: _Header) -> CorrelationRecord | None:
    from_code, to_code = _code(cells[header.from_column]), _code(cells[header.to_column])
    if from_code is None or to_code is None:
        return None
    relationship: str | None = None
    kind: Literal["correlation", "conversion"] = "conversion"
    if header.relationship_column is not None:
        kind = "correlation"
        relationship = cell_text(cells[header.relationship_column]).lower()
        if relationship not in _RELATIONSHIPS:
            return None
    return CorrelationRecord(kind, header.from_edition, header.to_edition, from_code, to_code, relationship)


def _code(cell: Cell) -> str | None:
    value = cell_text(cell)
    if not _CODE.fullmatch(value):
        return None
    return value.zfill(6) if not isinstance(cell, str) or len(value) == 6 else None
