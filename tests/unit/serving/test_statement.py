"""The prescribed wording, filled: byte-equal once its blanks are open again."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pypdf
import pytest

from psra_assets.contracts.declaration import DeclarationPayload
from serving.certificates import statement
from serving.certificates.payload import canonical, sha256
from serving.certificates.pdf.attachment import ATTACHMENT_NAME
from serving.certificates.pdf.layout import render
from serving.certificates.statement import Fill, Statement
from serving.certificates.wording import ANNEX_22_16_EN, Wording
from serving.certificates.wording.template import normalised_sha256


def payload(lines: int = 1, wording: Wording = ANNEX_22_16_EN, **changes: Any) -> DeclarationPayload:
    rule = {"id": "eu-gb:hs2017:3916-3926~1", "sha256": "a" * 64, "publisher": "psra", "is_verified": False}
    decided = {
        "country": "GB",
        "agreement": "eu-gb",
        "as_of": "2026-12-01",
        "verdict": "originating",
        "case_sha256": "1" * 64,
        "answer_sha256": "2" * 64,
        "rules": [rule],
    }
    return DeclarationPayload.model_validate(
        {
            "payload": "psra.ltsd/1",
            "certificate_id": UUID(int=7),
            "reference": "SAMPLE-LTSD-2026-000007",
            "number": 7,
            "form": wording.form(),
            "supplier": {
                "name": "Böhmer & Söhne <Kunststoff> GmbH",
                "address": "Industriestraße 12, 68309 Mannheim",
                "country": "DE",
                "signatory": {"name": "Łucja Żółkiewska", "function": "Head of Customs"},
            },
            "recipient": {"name": "Wytwórnia Części Sp. z o.o.", "address": "ul. Łąkowa 7, Łódź", "country": "PL"},
            "lines": [
                {
                    "line": number,
                    "description": "Stackable crates",
                    "designation": f"KB-{number:04d}",
                    "hs_code": "392310",
                    "determinations": [decided, decided | {"as_of": "2026-12-31"}],
                }
                for number in range(1, lines + 1)
            ],
            "origin": "European Union",
            "countries": [{"code": "GB", "name": "United Kingdom", "agreement": "eu-gb"}],
            "cumulation": None,
            "place": "Mannheim",
            "issued_on": "2026-11-24",
            "valid_from": "2026-12-01",
            "valid_to": "2026-12-31",
            "date_policy": "strict",
            "signature_route": "undertaking",
            "sample": True,
            "sample_reasons": ["the wording was not compared"],
            "release_id": 3,
            "law_sha256": "9" * 64,
            "engine": "psra-engine 0.1.0",
        }
        | changes
    )


def printed(document: DeclarationPayload) -> bytes:
    return render(document, statement.compose(document, ANNEX_22_16_EN), ANNEX_22_16_EN)


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages).split())


def test_the_wording_is_the_one_that_its_digest_names() -> None:
    assert normalised_sha256(ANNEX_22_16_EN.text) == ANNEX_22_16_EN.sha256
    blanks = sum(not isinstance(part, str) for paragraph in ANNEX_22_16_EN.paragraphs() for part in paragraph)
    assert blanks == len(ANNEX_22_16_EN.blanks) == 12
    assert not ANNEX_22_16_EN.verified


def test_v040_open_blanks_give_the_prescribed_text() -> None:
    document = payload()
    filled = statement.compose(document, ANNEX_22_16_EN)
    assert filled.with_open_blanks() == ANNEX_22_16_EN.text
    assert statement.check(filled, document, ANNEX_22_16_EN) == []


def test_v040_another_word_is_refused() -> None:
    text = ANNEX_22_16_EN.text.replace("all shipments", "all further shipments")
    for other in (replace(ANNEX_22_16_EN, text=text), replace(ANNEX_22_16_EN, sha256="0" * 64)):
        document = payload(wording=ANNEX_22_16_EN)
        found = statement.check(statement.compose(document, other), document, other)
        assert [error.code for error in found] == ["DEC440"]


def test_v041_both_undertakings_stand_there() -> None:
    text = "\n".join(line for line in ANNEX_22_16_EN.text.split("\n") if "make available" not in line)
    other = replace(ANNEX_22_16_EN, text=text, sha256=normalised_sha256(text))
    document = payload(wording=other)
    assert [error.code for error in statement.check(statement.compose(document, other), document, other)] == ["DEC441"]


@pytest.mark.parametrize(
    ("blank", "value", "code"),
    [
        ("undertaking_recipient", "Somebody else", "DEC416"),
        ("valid_from", "", "DEC406"),
        ("valid_to", "2027-01-01", "DEC406"),
        ("place_and_date", "Mannheim", "DEC406"),
    ],
)
def test_v006_v016_what_is_printed_is_the_payload(blank: str, value: str, code: str) -> None:
    document = payload()
    filled = statement.compose(document, ANNEX_22_16_EN)
    wrong = Statement(
        tuple(
            tuple(
                replace(part, value=value) if isinstance(part, Fill) and part.name == blank else part for part in words
            )
            for words in filled.paragraphs
        )
    )
    assert [error.code for error in statement.check(wrong, document, ANNEX_22_16_EN)] == [code]


def test_the_file_prints_every_word_and_every_fill() -> None:
    document = payload()
    text = text_of(printed(document))
    for words in statement.compose(document, ANNEX_22_16_EN).paragraphs[3:-1]:
        for part in words:
            if isinstance(part, str):
                assert " ".join(part.split()) in text
            else:
                assert part.value in text
    for fact in (
        "Böhmer & Söhne <Kunststoff> GmbH",
        "Łucja Żółkiewska",
        "KB-0001",
        "Stackable crates",
        "2026-11-24",
        "SAMPLE. This is not a proof of origin",
        "as if it had been signed by hand",
        "Page 1 of 1",
        sha256(canonical(document)),
    ):
        assert fact in text, fact


def test_the_same_payload_gives_the_same_bytes() -> None:
    assert printed(payload(40)) == printed(payload(40))
    assert printed(payload(place="Worms")) != printed(payload())


def test_the_payload_is_attached_and_named_in_the_metadata() -> None:
    document = payload()
    reader = pypdf.PdfReader(io.BytesIO(printed(document)))
    assert reader.attachments[ATTACHMENT_NAME] == [canonical(document)]
    assert reader.metadata is not None
    assert f"psra-payload-sha256:{sha256(canonical(document))}" in str(reader.metadata["/Keywords"])
    assert reader.metadata.creation_date is not None
    assert reader.metadata.creation_date.date() == date(2026, 11, 24)


def test_every_font_is_embedded() -> None:
    reader = pypdf.PdfReader(io.BytesIO(printed(payload())))
    fonts = {
        font["/BaseFont"]: font["/FontDescriptor"]
        for page in reader.pages
        for font in (reference.get_object() for reference in page["/Resources"]["/Font"].values())
        if "/FontDescriptor" in font
    }
    names = {
        str(font.get_object()["/BaseFont"]) for page in reader.pages for font in page["/Resources"]["/Font"].values()
    }
    assert names == set(fonts)
    assert all("/FontFile2" in descriptor.get_object() for descriptor in fonts.values())


def test_a_long_list_carries_the_reference_on_every_page() -> None:
    pdf = printed(payload(120))
    pages = [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page
        assert "SAMPLE-LTSD-2026-000007" in page
        assert "SAMPLE" in page
    assert "KB-0120" in "".join(pages)


@pytest.mark.parametrize(
    ("box", "ticked"),
    [
        (None, []),
        ({"applied": False, "countries": []}, ["No cumulation applied"]),
        ({"applied": True, "countries": ["Norway"]}, ["Cumulation applied with Norway"]),
    ],
)
def test_the_cumulation_boxes(box: dict[str, Any] | None, ticked: list[str]) -> None:
    text = text_of(printed(payload(cumulation=box)))
    assert text.count("\u2612") == len(ticked)
    assert text.count("\u2610") == 2 - len(ticked)
    for words in ticked:
        assert f"\u2612 {words}" in text.replace("\u00a0", " ").replace("  ", " ")


def test_a_declaration_signed_by_hand_leaves_room_and_claims_nothing() -> None:
    text = text_of(printed(payload(signature_route="handwritten", sample=False, sample_reasons=[])))
    assert "as if it had been signed" not in text
    assert "SAMPLE." not in text
