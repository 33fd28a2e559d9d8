"""Reading workbooks: the whole used area of each sheet, never the declared dimension (TARIC's say A1:A1)."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineWorkbook

from psra_assets.sources.errors import SourceError, TooLarge
from psra_assets.sources.limits import Limits

Cell = int | float | str | bool | time | date | datetime | timedelta
Row = list[Cell]


def sheets(data: bytes, *, place: str, limits: Limits, malformed: type[SourceError]) -> list[tuple[str, list[Row]]]:
    """Name and rows of each sheet, from A1 on. SRC603 before one is opened that would pass the limit."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(info.file_size for info in archive.infolist())
        if size > limits.max_document_bytes or (
            size > limits.ratio_floor_bytes and size > len(data) * limits.max_ratio
        ):
            raise TooLarge(f"The workbook expands to {size} bytes.", place=place)
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [
            (name, workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in workbook.sheet_names
        ]
    except SourceError:
        raise
    except Exception as error:  # calamine and zipfile raise many types; each means the same to the reader
        raise malformed(
            f"The workbook cannot be opened: {error}.", place=place, remedy="Fetch it again from the publisher."
        ) from error


def cell_text(cell: Cell) -> str:
    """A cell as trimmed text; a whole number without its ``.0``."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def cell_day(cell: Cell) -> date | None:
    """A date cell, or text ``dd-mm-yyyy``; empty is None. ValueError for anything else."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    value = cell_text(cell)
    return datetime.strptime(value, "%d-%m-%Y").date() if value else None
