"""The monthly workbooks: ``Nomenclature <language>``, ``Additional codes descriptions``, ``Duties Import/Export``.

Columns are found by their headers, trimmed (two headers of the duties begin with a blank). Dates are real dates or text
``dd-mm-yyyy``. A row that cannot be read is a finding with its row number, as Excel counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Literal, TypeVar

from psra_assets.sources.errors import Defects
from psra_assets.sources.limits import DEFAULT_LIMITS, Budget, Limits
from psra_assets.sources.taric.errors import RowMalformed, WorkbookMalformed
from psra_assets.sources.taric.records import AdditionalCodeRow, DutyRow, NomenclatureRow
from psra_assets.sources.workbook import Cell, Row, cell_day, cell_text, sheets

Kind = Literal["nomenclature", "additional_codes", "duties"]
Record = TypeVar("Record")

_NOMENCLATURE = (
    "goods code", "start date", "end date", "language", "hier. pos.", "indent", "description", "descr. start date",
)  # fmt: skip
_ADDITIONAL = ("add code", "language", "description", "start date", "descr. start date", "end date")
_DUTIES = (
    "goods code", "add code", "order no.", "start date", "end date", "red_ind", "destination", "measure type",
    "legal base", "duty", "dest. code", "meas. type code",
)  # fmt: skip
_COLUMNS: dict[Kind, tuple[str, ...]] = {
    "nomenclature": _NOMENCLATURE,
    "additional_codes": _ADDITIONAL,
    "duties": _DUTIES,
}
_GOODS_WITH_SUFFIX = re.compile(r"([0-9]{10}) ([0-9]{2})", re.ASCII)
_GOODS = re.compile(r"[0-9]{10}", re.ASCII)
_SEARCH_ROWS = 20


def kind_of(data: bytes, *, place: str, limits: Limits = DEFAULT_LIMITS) -> Kind | None:
    """Which of the workbooks this is, by its headers; None if it is none of them."""
    for _, rows in sheets(data, place=place, limits=limits, malformed=WorkbookMalformed):
        found = _header(rows)
        if found is not None:
            return found[0]
    return None


def parse_nomenclature(
    data: bytes, *, place: str, defects: Defects, limits: Limits = DEFAULT_LIMITS
) -> Iterator[NomenclatureRow]:
    """One record a row of ``Nomenclature <language>``."""
    return _parse(data, "nomenclature", _nomenclature_row, place=place, defects=defects, limits=limits)


def parse_additional_codes(
    data: bytes, *, place: str, defects: Defects, limits: Limits = DEFAULT_LIMITS
) -> Iterator[AdditionalCodeRow]:
    """One record a row of ``Additional codes descriptions``."""
    return _parse(data, "additional_codes", _additional_row, place=place, defects=defects, limits=limits)


def parse_duties(
    data: bytes,
    *,
    direction: Literal["import", "export"],
    place: str,
    defects: Defects,
    limits: Limits = DEFAULT_LIMITS,
) -> Iterator[DutyRow]:
    """One record a row of ``Duties Import`` or ``Duties Export``; the workbook itself does not say which it is."""

    def row(number: int, cells: dict[str, Cell]) -> DutyRow:
        return _duty_row(number, cells, direction)

    return _parse(data, "duties", row, place=place, defects=defects, limits=limits)


def _parse(
    data: bytes,
    kind: Kind,
    read: Callable[[int, dict[str, Cell]], Record],
    *,
    place: str,
    defects: Defects,
    limits: Limits,
) -> Iterator[Record]:
    budget = Budget(limits, place)
    seen = False
    for sheet, rows in sheets(data, place=place, limits=limits, malformed=WorkbookMalformed):
        found = _header(rows)
        if found is None or found[0] != kind:
            continue
        seen = True
        _, header_row, columns = found
        for number, cells in enumerate(rows[header_row + 1 :], start=header_row + 2):
            if not any(cell != "" for cell in cells):
                continue
            budget.spend()
            try:
                yield read(number, {name: cells[position] for name, position in columns.items()})
            except ValueError as error:
                defects.append(RowMalformed(f"The row is skipped: {error}.", place=f"{place}#{sheet}!{number}"))
    if not seen:
        raise WorkbookMalformed(
            f"No sheet has the columns {', '.join(_COLUMNS[kind])}.",
            place=place,
            remedy="Compare the headers with the publisher's; a new layout needs a new parser.",
        )


def _header(rows: list[Row]) -> tuple[Kind, int, dict[str, int]] | None:
    for index, cells in enumerate(rows[:_SEARCH_ROWS]):
        names = [cell_text(cell).lower() for cell in cells]
        for kind in ("duties", "nomenclature", "additional_codes"):
            wanted = _COLUMNS[kind]
            if set(wanted) <= set(names):
                return kind, index, {name: names.index(name) for name in wanted}
    return None


def _nomenclature_row(number: int, cells: dict[str, Cell]) -> NomenclatureRow:
    code = _GOODS_WITH_SUFFIX.fullmatch(cell_text(cells["goods code"]))
    if code is None:
        raise ValueError(f'"{cells["goods code"]}" is no goods code with a suffix')
    position = cell_text(cells["hier. pos."])
    return NomenclatureRow(
        row_number=number,
        goods_code=code[1],
        product_line_suffix=code[2],
        language=_required(cells, "language"),
        hierarchy_position=int(position) if position else None,
        indents=str(cells["indent"]).count("-"),
        description=cell_text(cells["description"]),
        valid_from=_start(cells),
        valid_to=_day(cells, "end date"),
        description_from=_day(cells, "descr. start date"),
    )


def _additional_row(number: int, cells: dict[str, Cell]) -> AdditionalCodeRow:
    code = _required(cells, "add code")
    if len(code) != 4:
        raise ValueError(f'"{code}" is no additional code of four characters')
    return AdditionalCodeRow(
        row_number=number,
        additional_code=code,
        language=_required(cells, "language"),
        description=cell_text(cells["description"]),
        valid_from=_start(cells),
        description_from=_day(cells, "descr. start date"),
        valid_to=_day(cells, "end date"),
    )


def _duty_row(number: int, cells: dict[str, Cell], direction: Literal["import", "export"]) -> DutyRow:
    code = cell_text(cells["goods code"])
    if not _GOODS.fullmatch(code):
        raise ValueError(f'"{code}" is no goods code of ten digits')
    return DutyRow(
        row_number=number,
        direction=direction,
        goods_code=code,
        additional_code=cell_text(cells["add code"]) or None,
        order_number=cell_text(cells["order no."]) or None,
        valid_from=_start(cells),
        valid_to=_day(cells, "end date"),
        reduction_indicator=cell_text(cells["red_ind"]) or None,
        destination=cell_text(cells["destination"]),
        destination_code=_required(cells, "dest. code"),
        measure_type=cell_text(cells["measure type"]),
        measure_type_code=_required(cells, "meas. type code"),
        legal_base=cell_text(cells["legal base"]),
        duty=cell_text(cells["duty"]),
    )


def _required(cells: dict[str, Cell], name: str) -> str:
    value = cell_text(cells[name])
    if not value:
        raise ValueError(f"{name} is empty")
    return value


def _day(cells: dict[str, Cell], name: str) -> date | None:
    try:
        return cell_day(cells[name])
    except ValueError as error:
        raise ValueError(f'{name} "{cells[name]}" is no date') from error


def _start(cells: dict[str, Cell]) -> date:
    day = _day(cells, "start date")
    if day is None:
        raise ValueError("start date is empty")
    return day
