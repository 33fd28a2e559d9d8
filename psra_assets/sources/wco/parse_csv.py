"""The open data set ``harmonized-system.csv`` (section, hscode, description, parent, level) and ``sections.csv``."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from psra_assets.sources.errors import Defects
from psra_assets.sources.limits import DEFAULT_LIMITS, Budget, Limits
from psra_assets.sources.text import decode
from psra_assets.sources.wco.codes import CodeList
from psra_assets.sources.wco.errors import TableMalformed
from psra_assets.sources.wco.records import HsCodeRecord, SectionRecord

CODE_COLUMNS = frozenset({"section", "hscode", "description"})
SECTION_COLUMNS = frozenset({"section", "name"})
_TOTAL = "TOTAL"


def parse_hs_csv(
    data: bytes, *, edition: int, place: str, defects: Defects, limits: Limits = DEFAULT_LIMITS
) -> Iterator[HsCodeRecord]:
    """One record a code. The row ``TOTAL`` is an aggregate and no code."""
    codes = CodeList(edition, defects)
    for where, row in _rows(data, CODE_COLUMNS, place, limits):
        code = row["hscode"].strip()
        if code != _TOTAL:
            codes.add(code, row["description"].strip(), where=where, section=row["section"].strip() or None)
    yield from codes


def parse_sections_csv(data: bytes, *, place: str, limits: Limits = DEFAULT_LIMITS) -> Iterator[SectionRecord]:
    """One record a section."""
    for _, row in _rows(data, SECTION_COLUMNS, place, limits):
        yield SectionRecord(row["section"].strip(), row["name"].strip())


def header_of(data: bytes, *, place: str) -> frozenset[str]:
    """The column names of a CSV."""
    line = decode(data.partition(b"\n")[0], place)
    return frozenset(name.strip() for name in next(csv.reader([line]), []))


def _rows(data: bytes, wanted: frozenset[str], place: str, limits: Limits) -> Iterator[tuple[str, dict[str, str]]]:
    budget = Budget(limits, place)
    reader = csv.DictReader(io.StringIO(decode(data, place), newline=""), strict=True)
    try:
        missing = wanted - set(reader.fieldnames or ())
        if missing:
            raise TableMalformed(f"The columns {', '.join(sorted(missing))} are missing.", place=f"{place}:1")
        for row in reader:
            budget.spend()
            where = f"{place}:{reader.line_num}"
            if any(row[name] is None for name in wanted):
                raise TableMalformed("The row has too few columns; the file may be cut short.", place=where)
            yield where, row
    except csv.Error as error:
        raise TableMalformed(f"This is no CSV: {error}.", place=f"{place}:{reader.line_num}") from error
