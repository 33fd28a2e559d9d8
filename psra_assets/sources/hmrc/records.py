"""Typed rows of the UK Trade Tariff. A row's fields are the columns of its landing table, in their order."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal, NamedTuple

Edition = Literal["uk", "xi"]


class SchemeRecord(NamedTuple):
    """One scheme. JSON columns are compact JSON text as published."""

    edition: Edition
    scheme: str
    title: str
    validity_start_date: date | None
    validity_end_date: date | None
    is_unilateral: bool
    countries: list[str]
    cumulation: str
    articles: str
    proofs: str
    features: str
    origin_reference_document: str
    links: str


class SchemeAreaRecord(NamedTuple):
    """One geographical area and the scheme that it belongs to, if any."""

    area_code: str
    scheme: str | None


class RuleRecord(NamedTuple):
    """One rule of a rule set. Ordinals count from 0 as published; the range is ten digits if ``is_range_valid``."""

    edition: Edition
    scheme: str
    set_ordinal: int
    rule_ordinal: int
    heading: str
    chapter: int | None
    subdivision: str
    min_code: str
    max_code: str
    is_range_valid: bool
    is_valid: bool
    rule_text: str
    classes: list[str]
    footnotes: list[str]
    operator: str | None
    is_quota: bool
    is_import: bool
    is_export: bool


class RuleFootnoteRecord(NamedTuple):
    """One footnote of a rule-set file."""

    edition: Edition
    scheme: str
    footnote_code: str
    footnote_text: str


class DocumentRecord(NamedTuple):
    """One legal text: an article, a proof, an introduction or an introductory note, in Markdown."""

    edition: Edition
    kind: str
    scheme: str
    document: str
    path: str
    document_sha256: str
    size_bytes: int
    document_text: str


class NomenclatureRecord(NamedTuple):
    """One goods nomenclature item as the API shows it; ``indents`` and ``is_declarable`` only where it does."""

    edition: Edition
    goods_nomenclature_sid: int
    goods_code: str
    product_line_suffix: str
    level: str
    indents: int | None
    description: str
    is_declarable: bool | None
    valid_from: date | None
    valid_to: date | None


class CdsRecord(NamedTuple):
    """One history item of a CDS extract; ``operation`` is C create, U update, D delete."""

    ordinal: int
    element: str
    hjid: int | None
    operation: str | None
    transaction_at: datetime | None
    payload: str
