"""HS lists and correlation workbooks."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence

import pytest
from openpyxl import Workbook

from psra_assets.sources.errors import Defects, SourceError
from psra_assets.sources.wco.parse_comtrade import parse_comtrade
from psra_assets.sources.wco.parse_correlation import has_correlation, parse_correlation
from psra_assets.sources.wco.parse_csv import parse_hs_csv, parse_sections_csv

HEADER = "section,hscode,description,parent,level\n"


def places(defects: Defects) -> list[str]:
    return [f"{error.place} {error.code}" for error in defects]


def codes(text: str) -> tuple[list[tuple[object, ...]], list[str]]:
    defects: Defects = []
    records = list(parse_hs_csv(text.encode(), edition=2022, place="h.csv", defects=defects))
    return [tuple(record) for record in records], places(defects)


def test_the_open_list() -> None:
    rows = 'VII,39,Plastics,TOTAL,2\nVII,3926,"Other, goods",39,4\nVII,392690,Other,3926,6\n,TOTAL,Total,,0\n'
    records, defects = codes("\ufeff" + HEADER + rows)
    assert records == [
        (2022, "39", 2, None, "VII", "Plastics"),
        (2022, "3926", 4, "39", "VII", "Other, goods"),
        (2022, "392690", 6, "3926", "VII", "Other"),
    ]
    assert defects == []


@pytest.mark.parametrize(
    ("row", "defect"),
    [
        ("VII,392,x,39,3", "h.csv:3 SRC661"),
        ("VII,39٢٦,x,39,4", "h.csv:3 SRC661"),
        ("VII,39,again,TOTAL,2", "h.csv:3 SRC663"),
        ("VII,400110,orphan,4001,6", "h.csv:3 SRC664"),
    ],
)
def test_a_bad_row_of_the_open_list(row: str, defect: str) -> None:
    assert codes(f"{HEADER}VII,39,Plastics,TOTAL,2\n{row}\n")[1] == [defect]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "h.csv:1: SRC660 The columns description, hscode, section"),
        ("hscode,description\n39,x\n", "The columns section are missing"),
        (HEADER + "VII,39\n", "h.csv:2: SRC660 The row has too few columns"),
        (HEADER + 'VII,39,"cut', "SRC660 This is no CSV"),
    ],
)
def test_a_csv_that_is_none(text: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        codes(text)


def test_sections() -> None:
    data = "\ufeffsection,name\nVII,Plastics; rubber\n".encode()
    assert [tuple(record) for record in parse_sections_csv(data, place="s")] == [("VII", "Plastics; rubber")]


def comtrade(*results: object, name: object = "HS2017") -> bytes:
    return json.dumps({"classCode": "H5", "className": name, "results": list(results)}).encode()


def entry(code: str, text: str = "x") -> dict[str, str]:
    return {"id": code, "text": f"{code} - {text}", "parent": code[:-2] or "TOTAL"}


def test_comtrade() -> None:
    defects: Defects = []
    data = comtrade(
        entry("ALL"), entry("AG6"), entry("99"), entry("9999"), entry("999999", "Not specified"), entry("9999AA"), 5
    )
    records = list(parse_comtrade(data, place="c", defects=defects))
    assert [record[:4] for record in records] == [
        (2017, "99", 2, None), (2017, "9999", 4, "99"), (2017, "999999", 6, "9999"),
    ]  # fmt: skip
    assert records[2].description == "Not specified"
    assert places(defects) == ["c#/results/5 SRC662", "c#/results/6 SRC660"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"{", "c:1:2: SRC660"),
        (b"[]", "SRC667"),
        (comtrade(name="HS1999"), "c#/className: SRC667"),
        (comtrade(name=None), 'className is "None"'),
        (b'{"className": "HS2017", "results": {}}', "c#/results: SRC660"),
    ],
)
def test_a_comtrade_list_that_is_none(data: bytes, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        list(parse_comtrade(data, place="c", defects=[]))


def book(**tables: Sequence[Sequence[object]]) -> bytes:
    workbook = Workbook(write_only=True)
    for name, rows in tables.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "head",
    [
        [["Between:", "", ""], ["HS 2022", "HS 2017", "Relationship"]],
        [["HS2022", " HS2017", "Relationship"]],
        [["Between:"], [], ["hs 2022", "HS 2017", "relationship"]],
    ],
)
def test_headers_differ_between_workbooks(head: list[list[str]]) -> None:
    data = book(Correlations=[*head, ["010121", "010121", "1:1"], [10130, 10190.0, "N:1"]])
    records = [tuple(record) for record in parse_correlation(data, place="w", defects=[])]
    assert records == [
        ("correlation", 2022, 2017, "010121", "010121", "1:1"),
        ("correlation", 2022, 2017, "010130", "010190", "n:1"),
    ]
    assert has_correlation(data, place="w")


def test_gaps_in_columns_a_second_from_and_conversions() -> None:
    data = book(
        Conversion=[["From HS 2022", "From HS 2007"], ["010121", "010110"]],
        Correlation=[["HS 2017", "", "HS 2012", "Relationship"], ["999999", None, "999999", "1:1"]],
        Notes=[["see HS 2022"]],
    )
    records = [tuple(record) for record in parse_correlation(data, place="w", defects=[])]
    assert records == [
        ("conversion", 2022, 2007, "010121", "010110", None),
        ("correlation", 2017, 2012, "999999", "999999", "1:1"),
    ]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (["010121", "010121", "1:1"], "SRC663"),
        (["0101", "010121", "1:1"], "SRC666"),
        (["010122", None, "1:1"], "SRC666"),
        (["010122", "010122", "2:1"], "SRC666"),
        (["010122", "0101AA", "1:1"], "SRC666"),
    ],
)
def test_a_bad_pair_is_skipped_by_its_row(row: list[object], code: str) -> None:
    defects: Defects = []
    head = ["HS 2022", "HS 2017", "Relationship"]
    data = book(C=[head, ["010121", "010121", "1:1"], row, [None, None, None], ["010130", "010130", "1:1"]])
    assert len(list(parse_correlation(data, place="w", defects=defects))) == 2
    assert places(defects) == [f"w#C!3 {code}"]


@pytest.mark.parametrize("data", [book(C=[["a", "b"]]), book(C=[["HS 2022", "HS 1999"]]), b"PK\x03\x04"])
def test_a_workbook_without_editions(data: bytes) -> None:
    with pytest.raises(SourceError, match="w: SRC665"):
        list(parse_correlation(data, place="w", defects=[]))
