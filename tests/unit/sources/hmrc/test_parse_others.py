"""Scheme lists, areas, legal texts, nomenclature and CDS extracts."""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime
from typing import Any

import pytest

from psra_assets.sources.errors import Defects, SourceError
from psra_assets.sources.hmrc.client import API, RULES, first_requests
from psra_assets.sources.hmrc.parse_cds import parse_cds
from psra_assets.sources.hmrc.parse_documents import parse_documents
from psra_assets.sources.hmrc.parse_nomenclature import parse_nomenclature
from psra_assets.sources.hmrc.parse_schemes import parse_scheme_areas, parse_schemes
from psra_assets.sources.hmrc.shape import integer, text
from tests.unit.sources.builders import tarred


def places(defects: Defects) -> list[str]:
    return [f"{error.place} {error.code}" for error in defects]


def scheme(**changes: object) -> dict[str, Any]:
    plain = {
        "scheme_code": "eu", "title": "UK and EU", "validity_start_date": "2021-01-01", "validity_end_date": None,
        "countries": ["EU", "FR"], "cumulation_methods": {"bilateral": {"countries": ["GB"]}},
        "articles": {"article 1": "general"}, "proofs": [{"summary": "x"}], "ord": {"ord_version": "1"},
    }  # fmt: skip
    return plain | changes


def test_a_scheme() -> None:
    defects: Defects = []
    data = json.dumps({"schemes": [scheme(), scheme(scheme_code="gsp", unilateral=True, articles=None)]}).encode()
    first, second = parse_schemes(data, edition="uk", place="s", defects=defects)
    assert defects == []
    assert (first.scheme, first.validity_start_date, first.validity_end_date) == ("eu", date(2021, 1, 1), None)
    assert first.countries == ["EU", "FR"]
    assert json.loads(first.cumulation) == {"bilateral": {"countries": ["GB"]}}
    assert (second.is_unilateral, second.articles, second.links) == (True, "{}", "[]")


@pytest.mark.parametrize(
    ("entry", "defect"),
    [
        (scheme(scheme_code=None), "s#/schemes/1/scheme_code SRC621"),
        (scheme(scheme_code="x", validity_start_date="01.01.2021"), "s#/schemes/1/validity_start_date SRC621"),
        (scheme(scheme_code="x", countries=["GB", 1]), "s#/schemes/1/countries/1 SRC621"),
        (scheme(scheme_code="x", articles=[1]), "s#/schemes/1/articles SRC621"),
        (scheme(scheme_code="x", proofs={"a": 1}), "s#/schemes/1/proofs SRC621"),
        (scheme(), "s#/schemes/1/scheme_code SRC632"),
        ("eu", "s#/schemes/1 SRC621"),
    ],
)
def test_a_bad_scheme_is_skipped(entry: object, defect: str) -> None:
    defects: Defects = []
    data = json.dumps({"schemes": [scheme(), entry, scheme(scheme_code="japan")]}).encode()
    records = list(parse_schemes(data, edition="uk", place="s", defects=defects))
    assert [record.scheme for record in records] == ["eu", "japan"]
    assert places(defects) == [defect]


def test_a_scheme_that_is_nested_too_deeply_is_skipped() -> None:
    deep: object = {}
    for _ in range(40):
        deep = {"a": deep}
    defects: Defects = []
    data = json.dumps({"schemes": [scheme(articles=deep)]}).encode()
    assert list(parse_schemes(data, edition="uk", place="s", defects=defects)) == []
    assert places(defects) == ["s#/schemes/0 SRC609"]


def test_scheme_areas() -> None:
    defects: Defects = []
    records = list(parse_scheme_areas(b'{"1013": "eu", "1006": null, "a/b": 1}', place="a", defects=defects))
    assert [tuple(record) for record in records] == [("1013", "eu"), ("1006", None)]
    assert places(defects) == ["a#/a~1b SRC621"]


def test_legal_texts() -> None:
    defects: Defects = []
    members = {
        "articles/eu/sets.md": b"# Sets",
        "roo_schemes_xi/introductory_notes/japan_intro.md": b"Note",
        "fta_intro/eu.md": b"  \n",
        "notes/odd.md": b"x",
        "articles/eu/broken.md": b"\xff",
        "articles/eu/readme.txt": b"x",
    }
    records = list(parse_documents(tarred(members), place="t", defects=defects))
    assert [record[:5] for record in records] == [
        ("uk", "article", "eu", "sets", "articles/eu/sets.md"),
        ("xi", "introductory_note", "japan", "japan_intro", "roo_schemes_xi/introductory_notes/japan_intro.md"),
        ("uk", "introduction", "eu", "eu", "fta_intro/eu.md"),
        ("uk", "other", "notes", "odd", "notes/odd.md"),
    ]
    assert records[0][5:] == (hashlib.sha256(b"# Sets").hexdigest(), 6, "# Sets")
    assert places(defects) == ["t!/fta_intro/eu.md SRC628", "t!/articles/eu/broken.md SRC617"]


def item(kind: str, sid: int, **changes: object) -> dict[str, Any]:
    attributes = {
        "goods_nomenclature_item_id": "3926909700", "goods_nomenclature_sid": sid, "producline_suffix": "80",
        "description": "OTHER", "description_plain": "Other", "number_indents": 2, "declarable": True,
        "validity_start_date": "2012-01-01T00:00:00.000Z", "validity_end_date": None,
    }  # fmt: skip
    return {"id": str(sid), "type": kind, "attributes": attributes | changes}


def test_nomenclature_of_a_response() -> None:
    defects: Defects = []
    heading = item("heading", 5, goods_nomenclature_item_id="3926000000", number_indents=None)
    del heading["attributes"]["goods_nomenclature_sid"]
    document = {
        "data": heading,
        "included": [item("commodity", 7), item("commodity", 7), {"type": ["chapter"]}, {"type": "section"}],
    }
    records = list(parse_nomenclature(json.dumps(document).encode(), edition="uk", place="r", defects=defects))
    assert defects == []
    assert [record[1:6] for record in records] == [
        (5, "3926000000", "80", "heading", None),
        (7, "3926909700", "80", "commodity", 2),
    ]
    assert records[1][6:] == ("Other", True, date(2012, 1, 1), None)


@pytest.mark.parametrize(
    ("bad", "defect"),
    [
        (item("commodity", 8, goods_nomenclature_item_id="39"), "/attributes/goods_nomenclature_item_id SRC621"),
        (item("commodity", 8, number_indents="two"), "/attributes/number_indents SRC621"),
        (item("commodity", 8, declarable=1), "/attributes/declarable SRC621"),
        (
            {"type": "commodity", "attributes": {"goods_nomenclature_item_id": []}},
            "/attributes/goods_nomenclature_item_id SRC621",
        ),
        ({"type": "commodity", "attributes": None}, "/attributes SRC621"),
        (3, " SRC621"),
    ],
)
def test_a_bad_item_is_skipped(bad: object, defect: str) -> None:
    defects: Defects = []
    data = json.dumps({"data": [item("chapter", 1), bad, item("chapter", 2)]}).encode()
    records = list(parse_nomenclature(data, edition="uk", place="r", defects=defects))
    assert [record.goods_nomenclature_sid for record in records] == [1, 2]
    assert places(defects) == [f"r#/data/1{defect}"]


@pytest.mark.parametrize("document", [{"errors": [{"title": "no"}]}, {"error": "not found", "url": "x"}])
def test_an_error_document_of_the_api(document: object) -> None:
    with pytest.raises(SourceError, match="r: SRC629"):
        list(parse_nomenclature(json.dumps(document).encode(), edition="uk", place="r", defects=[]))


def test_an_item_without_a_code_is_no_nomenclature() -> None:
    data = json.dumps({"data": [{"id": "1", "type": "goods_nomenclature", "attributes": {"title": "x"}}]}).encode()
    assert list(parse_nomenclature(data, edition="uk", place="r", defects=[])) == []
    untitled = json.dumps({"data": item("chapter", 1, description=None, description_plain=None)}).encode()
    assert next(parse_nomenclature(untitled, edition="uk", place="r", defects=[])).description == ""


def test_an_identifier_is_needed() -> None:
    anonymous = item("chapter", 1, goods_nomenclature_sid=None)
    del anonymous["id"]
    defects: Defects = []
    assert (
        list(parse_nomenclature(json.dumps({"data": [anonymous]}).encode(), edition="uk", place="r", defects=defects))
        == []
    )
    assert places(defects) == ["r#/data/0/id SRC621"]


CDS = """<?xml version="1.0"?><n:TariffHistoryResponse xmlns:n="urn:x"><ResultsInfo><totalRecords>{total}</totalRecords>
</ResultsInfo>{items}</n:TariffHistoryResponse>"""
CDS_ITEM = """<TariffHistoryItem><findMeasure><Measure><hjid>9</hjid><metainfo><opType>U</opType>
<transactionDate>2021-08-10T12:01:06</transactionDate></metainfo><c>1</c><c>2</c><c>3</c></Measure></findMeasure></TariffHistoryItem>"""


def test_a_cds_extract() -> None:
    defects: Defects = []
    data = CDS.format(total=2, items=CDS_ITEM * 2).encode()
    records = list(parse_cds(data, place="c", defects=defects))
    assert defects == []
    assert [record.ordinal for record in records] == [0, 1]
    assert records[0][1:5] == ("Measure", 9, "U", datetime.fromisoformat("2021-08-10T12:01:06"))
    assert json.loads(records[0].payload)["c"] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (CDS.format(total=1, items=CDS_ITEM)[:300], r"c:3:97: SRC631"),
        (CDS.format(total=1, items="<TariffHistoryItem/>"), "c:2: SRC631 The history item is empty"),
        (CDS.format(total=1, items=CDS_ITEM.replace("2021-08-10T", "yesterday")), "is no time"),
        ("<other/>", "SRC631 The root element"),
        ("<!DOCTYPE a><TariffHistoryResponse/>", "SRC631 The document has a DOCTYPE"),
    ],
)
def test_a_bad_cds_extract_is_refused(data: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        list(parse_cds(data.encode(), place="c", defects=[]))


def test_a_partial_cds_extract_is_reported() -> None:
    defects: Defects = []
    assert len(list(parse_cds(CDS.format(total=376, items=CDS_ITEM).encode(), place="c", defects=defects))) == 1
    assert places(defects) == ["c SRC630"]


def test_shapes_say_what_they_found() -> None:
    for value, words in (
        (True, "true"),
        (1.5, "the number 1.5"),
        ({}, "an object"),
        ([], "an array"),
        (None, "nothing"),
    ):
        with pytest.raises(SourceError, match=f"not {words}"):
            text({"a": value}, "a", "x", "")
    assert integer({"a": "12"}, "a", "x", "") == 12


def test_the_first_requests_are_the_publishers_addresses() -> None:
    schemes, chapters = first_requests(API + "/", RULES)
    assert schemes.url.endswith("/lib/rules_of_origin/roo_schemes_uk.json")
    assert (chapters.url, chapters.is_api) == ("https://www.trade-tariff.service.gov.uk/uk/api/chapters", True)
