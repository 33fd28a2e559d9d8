"""The monthly workbooks, with their traps."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from psra_assets.sources.errors import Defects, SourceError
from psra_assets.sources.limits import Limits
from psra_assets.sources.taric.classify import is_export
from psra_assets.sources.taric.parse_excel import (
    kind_of,
    parse_additional_codes,
    parse_duties,
    parse_nomenclature,
)

NOMENCLATURE = [
    "Goods code",
    "Start date",
    "End date",
    "Language",
    "Hier. Pos.",
    "Indent",
    "Description",
    "Descr. start date",
]
ADDITIONAL = ["Add code", "Language", "Description", "Start date", "Descr. start date", "End date"]
DUTIES = [
    "Goods code", "Add code", "Order No.", "Start date", "End date", "RED_IND", "Destination", " Measure type",
    "Legal base", "Duty", "Dest. code", " Meas. type code",
]  # fmt: skip


def book(*rows: Sequence[object], before: int = 0, declare_a1: bool = False) -> bytes:
    workbook = Workbook(write_only=True)
    workbook.create_sheet("Notes").append(["nothing here"])
    sheet = workbook.create_sheet("Sheet1")
    for _ in range(before):
        sheet.append(["Extraction of a month"])
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    workbook.save(out)
    return with_a1(out.getvalue()) if declare_a1 else out.getvalue()


def with_a1(data: bytes) -> bytes:
    """The same workbook, claiming that only A1 is used, as TARIC's do."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for info in source.infolist():
            content = source.read(info)
            if info.filename.startswith("xl/worksheets/"):
                content = content.replace(b"<sheetData>", b'<dimension ref="A1:A1"/><sheetData>', 1)
            target.writestr(info.filename, content)
    return out.getvalue()


HORSES = ["0101210000 10", "01-01-2012", "", "EN", 6.0, "- - ", "Horses", "01-01-2019"]


@pytest.mark.parametrize(("before", "declare_a1"), [(0, False), (3, False), (0, True)])
def test_nomenclature(before: int, declare_a1: bool) -> None:
    defects: Defects = []
    data = book(NOMENCLATURE, HORSES, [None] * 8, HORSES, before=before, declare_a1=declare_a1)
    records = list(parse_nomenclature(data, place="n.xlsx", defects=defects))
    assert defects == []
    assert [record.row_number for record in records] == [2 + before, 4 + before]
    assert records[0][1:] == (
        "0101210000", "10", "EN", 6, 2, "Horses", date(2012, 1, 1), None, date(2019, 1, 1),
    )  # fmt: skip
    assert kind_of(data, place="n.xlsx") == "nomenclature"


@pytest.mark.parametrize(
    ("position", "value", "message"),
    [
        (0, "0101210000", "is no goods code with a suffix"),
        (0, 101210000, "is no goods code with a suffix"),
        (1, "2012-01-01", 'start date "2012-01-01" is no date'),
        (1, "31-02-2012", "is no date"),
        (1, None, "start date is empty"),
        (2, "never", 'end date "never" is no date'),
        (3, " ", "language is empty"),
        (4, "six", "six"),
    ],
)
def test_a_bad_row_is_skipped_by_its_number(position: int, value: object, message: str) -> None:
    bad = [*HORSES]
    bad[position] = value
    defects: Defects = []
    records = list(parse_nomenclature(book(NOMENCLATURE, HORSES, bad, HORSES), place="n.xlsx", defects=defects))
    assert [record.row_number for record in records] == [2, 4]
    assert [error.place for error in defects] == ["n.xlsx#Sheet1!3"]
    assert message in str(defects[0])


def test_additional_codes() -> None:
    defects: Defects = []
    rows: list[list[object]] = [
        ["2500", "BG", "Приложения", "01-01-1995", "01-01-2024", ""],
        [2501, "EN", "x", date(1995, 1, 1), None, None],
    ]
    records = list(
        parse_additional_codes(book(ADDITIONAL, *rows, ["25", "EN", "", "", "", ""]), place="a", defects=defects)
    )
    assert [record[1:4] for record in records] == [("2500", "BG", "Приложения"), ("2501", "EN", "x")]
    assert records[1][4:] == (date(1995, 1, 1), None, None)
    assert ["is no additional code" in str(error) for error in defects] == [True]


def test_duties() -> None:
    defects: Defects = []
    row = [
        "0101000000",
        "",
        "",
        datetime(2008, 1, 1),
        None,
        "",
        "ERGA OMNES",
        "Supplementary unit",
        "R 2658/87",
        "NAR",
        1011,
        "109",
    ]
    bad = ["01010", *row[1:]]
    data = book(DUTIES, row, bad, [*row[:10], None, "109"])
    records = list(parse_duties(data, direction="export", place="d", defects=defects))
    assert len(records) == 1
    assert records[0][1:] == (
        "export", "0101000000", None, None, date(2008, 1, 1), None, None, "ERGA OMNES", "1011", "Supplementary unit",
        "109",
        "R 2658/87", "NAR",
    )  # fmt: skip
    assert [error.place for error in defects] == ["d#Sheet1!3", "d#Sheet1!4"]
    assert kind_of(data, place="d") == "duties"


@pytest.mark.parametrize("data", [b"PK\x03\x04rubbish", book(["a"])[:-60], book(["a", "b"]), book()])
def test_a_workbook_that_is_none(data: bytes) -> None:
    with pytest.raises(SourceError, match=r"w\.xlsx: SRC650"):
        list(parse_nomenclature(data, place="w.xlsx", defects=[]))


def test_a_workbook_of_another_kind_is_none_of_these() -> None:
    assert kind_of(book(["a", "b"]), place="w") is None
    with pytest.raises(SourceError, match="SRC650 No sheet has the columns"):
        list(parse_duties(book(NOMENCLATURE, HORSES), direction="import", place="w", defects=[]))


def test_a_workbook_bomb_is_not_opened() -> None:
    data = book(NOMENCLATURE, *[HORSES] * 2000)
    tight = replace(Limits(), ratio_floor_bytes=1000, max_ratio=3)
    with pytest.raises(SourceError, match="SRC603"):
        list(parse_nomenclature(data, place="w", defects=[], limits=tight))


@pytest.mark.parametrize(("name", "expected"), [("Duties Export 01-99", True), ("Duties Import 01-23", False)])
def test_the_name_says_the_direction(name: str, expected: bool) -> None:
    assert is_export(name, place="x") is expected


@pytest.mark.parametrize("name", ["Duties 01-99", "Duties Import Export"])
def test_a_name_that_says_no_direction(name: str) -> None:
    with pytest.raises(SourceError, match="must say Import or Export"):
        is_export(name, place="x")
