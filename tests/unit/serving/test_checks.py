"""The validation rules of B.8: a request in order passes, and each rule catches what it is for."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from psra_assets.contracts.declaration import DeclarationRequest
from serving.certificates import checks
from serving.certificates.checks.context import IssueContext
from serving.certificates.errors import DeclarationError, DeclarationRefused, refuse
from serving.certificates.request import read_request
from tests.integration.serving.law import TODAY, request_document

CONTEXT = IssueContext(TODAY, TODAY)


def read(document: dict[str, Any]) -> DeclarationRequest:
    return read_request(json.dumps(document).encode())


def codes(**changes: Any) -> list[str]:
    return [error.code for error in checks.violations(read(request_document(**changes)), CONTEXT)]


def changed(change: Callable[[dict[str, Any]], None]) -> list[DeclarationError]:
    document = request_document()
    change(document)
    return list(checks.violations(read(document), CONTEXT))


def test_a_request_in_order_passes() -> None:
    assert codes() == []
    assert checks.warnings(read(request_document())) == ()


@pytest.mark.parametrize("country", ["GB", "CH", "TR", "US"])
def test_v011_v012_both_are_established_in_the_union(country: str) -> None:
    (supplier,) = changed(lambda d: d["supplier"].update(country=country))
    (recipient,) = changed(lambda d: d["recipient"].update(country=country))
    assert (supplier.code, supplier.place) == ("DEC411", "/supplier/country")
    assert (recipient.code, recipient.place) == ("DEC412", "/recipient/country")


def test_v013_a_company_that_supplies_itself_is_a_warning() -> None:
    document = request_document()
    document["recipient"] = {"name": "böhmer  KUNSTSTOFFTECHNIK gmbh", "address": "Elsewhere 1", "country": "DE"}
    assert codes(recipient=document["recipient"]) == []
    assert checks.warnings(read(document)) == ("V013 supplier and recipient are the same company",)


def test_v014_an_address_is_more_than_a_town() -> None:
    (error,) = changed(lambda d: d["recipient"].update(address="Warszawa"))
    assert (error.code, error.place) == ("DEC414", "/recipient/address")


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        (lambda d: d.pop("supplier"), "/supplier"),
        (lambda d: d["supplier"].pop("name"), "/supplier/name"),
        (lambda d: d["supplier"].update(name="  "), "/supplier/name"),
        (lambda d: d["supplier"]["signatory"].pop("function"), "/supplier/signatory/function"),
        (lambda d: d["recipient"].update(address=""), "/recipient/address"),
        (lambda d: d["recipient"].update(name="Two\nlines"), "/recipient/name"),
    ],
)
def test_v014_what_is_absent_is_refused_where_it_should_stand(change: Callable[[Any], Any], pointer: str) -> None:
    document = request_document()
    change(document)
    with pytest.raises(DeclarationError) as refused:
        read(document)
    assert (refused.value.code, refused.value.place) == ("DEC414", pointer)


def test_v017_there_are_goods() -> None:
    assert codes(lines=[]) == ["DEC417"]


def test_v018_a_designation_stands_once() -> None:
    first = request_document()["lines"][0]
    assert codes(lines=[first, {**first, "designation": "KB-61"}]) == []
    (error,) = changed(lambda d: d.update(lines=[first, {**first, "designation": "kb-60"}]))
    assert (error.code, error.place) == ("DEC418", "/lines/1/designation")


@pytest.mark.parametrize(
    ("printed", "expected"), [("392310", []), ("39231090", []), ("392330", ["DEC421"]), (None, [])]
)
def test_v021_the_printed_code_is_the_decided_one(printed: str | None, expected: list[str]) -> None:
    line = {**request_document()["lines"][0], "hs_code": printed}
    assert codes(lines=[line]) == expected


@pytest.mark.parametrize(
    ("origin", "expected"),
    [
        ("European Union", []),
        ("EU", []),
        ("EU (Austria)", []),
        ("European Union (DE)", []),
        ("European Union (Switzerland)", ["DEC423"]),
        ("Germany", ["DEC424"]),
        ("DE", ["DEC424"]),
        ("EG", ["DEC425"]),
        ("EC", ["DEC425"]),
        ("Switzerland", ["DEC423"]),
        ("EWG", ["DEC423"]),
        ("European union", ["DEC423"]),
    ],
)
def test_v023_v024_v025_how_the_origin_is_named(origin: str, expected: list[str]) -> None:
    assert codes(origin=origin) == expected


@pytest.mark.parametrize(
    ("countries", "expected"),
    [
        (["GB"], []),
        (["United Kingdom"], []),
        (["Great Britain"], []),
        (["united kingdom", "Japan", "KR"], []),
        ([], ["DEC426"]),
        (["EFTA"], ["DEC426"]),
        (["EUR-MED"], ["DEC426"]),
        (["England"], ["DEC426"]),
        (["XX"], ["DEC426"]),
        (["gb"], ["DEC426"]),
        (["DE"], ["DEC426"]),
        (["GB", "United Kingdom"], ["DEC426"]),
        (["SADC"], ["DEC431"]),
        (["MAR"], ["DEC431"]),
    ],
)
def test_v026_v031_the_countries(countries: list[str], expected: list[str]) -> None:
    assert codes(countries=countries) == expected


@pytest.mark.parametrize(
    ("countries", "box", "expected"),
    [
        (["GB"], None, []),
        (["GB"], {"applied": False}, ["DEC433"]),
        (["CH"], None, ["DEC433"]),
        (["CH"], {"applied": False}, []),
        (["GB", "CH"], {"applied": False}, []),
        (["CH"], {"applied": False, "countries": ["NO"]}, ["DEC434"]),
        (["CH"], {"applied": True}, ["DEC434", "DEC435"]),
        (["CH"], {"applied": True, "countries": ["NO"]}, ["DEC435"]),
    ],
)
def test_v033_v034_v035_the_cumulation_box(
    countries: list[str], box: dict[str, Any] | None, expected: list[str]
) -> None:
    assert codes(countries=countries, cumulation=box) == expected


@pytest.mark.parametrize(
    ("route", "electronic_invoice", "expected"),
    [
        ("handwritten", None, []),
        ("handwritten", False, []),
        ("undertaking", None, []),
        ("undertaking", True, []),
        ("undertaking", False, ["DEC445"]),
        ("electronic", True, ["DEC445"]),
        ("scan", None, ["DEC445"]),
    ],
)
def test_v045_the_route_of_signature(route: str, electronic_invoice: bool | None, expected: list[str]) -> None:
    assert codes(signature_route=route, electronic_invoice=electronic_invoice) == expected


@pytest.mark.parametrize("name", ["株式会社", "חברה", "شركة", "Zero\u200bWidth", "Cafe\u0301", "\U0001f600 GmbH"])
def test_what_cannot_be_printed_is_refused(name: str) -> None:
    errors = changed(lambda d: d["recipient"].update(name=name))
    assert {(error.code, error.place) for error in errors} == {("DEC484", "/recipient/name")}


@pytest.mark.parametrize("name", ["Škoda", "Łódź", "Ελλάς", "София", "Þórr & Sønner", "Ġgantija", "Ħal", "Țară <b>"])
def test_every_letter_of_the_union_is_printed(name: str) -> None:
    assert changed(lambda d: d["recipient"].update(name=name)) == []


def test_an_unknown_key_is_refused_with_its_place() -> None:
    document = request_document() | {"coment": "x"}
    with pytest.raises(DeclarationError) as refused:
        read(document)
    assert (refused.value.code, refused.value.place) == ("DEC480", "/coment")


def test_several_reasons_are_told_together() -> None:
    with pytest.raises(DeclarationRefused) as refused:
        refuse(list(checks.violations(read(request_document(origin="EG", countries=[])), CONTEXT)))
    assert [violation.code for violation in refused.value.violations] == ["DEC425", "DEC426"]
    assert "DEC425" in str(refused.value)
    assert "DEC426" in str(refused.value)


def test_a_rule_has_its_number_in_its_code() -> None:
    def subclasses(cls: type[DeclarationError]) -> set[type[DeclarationError]]:
        return {cls}.union(*(subclasses(found) for found in cls.__subclasses__()))

    numbered = {cls for cls in subclasses(DeclarationError) if cls.__name__.startswith("V0")}
    assert len(numbered) >= 20
    for rule in numbered:
        assert rule.code == "DEC4" + rule.__name__[2:]
        assert rule.__doc__
        assert rule.title


def test_the_day_is_told_and_never_asked() -> None:
    late = IssueContext(date(2030, 1, 1), date(2030, 1, 1))
    assert [error.code for error in checks.violations(read(request_document()), late)] == ["DEC402"]
