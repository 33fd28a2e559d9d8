"""Which data set of TARIC a document is."""

from __future__ import annotations

import re

from psra_assets.sources.names import Classified, Context, base_name
from psra_assets.sources.sniff import is_or_claims
from psra_assets.sources.taric.errors import WorkbookMalformed
from psra_assets.sources.taric.parse_excel import Kind, kind_of
from psra_assets.sources.taric.parse_xml import envelope_id_of
from psra_assets.sources.unpack import Document

PUBLISHER = "eu-taric"
LICENCE = "European Commission reuse notice (Decision 2011/833/EU)"

_BY_NAME: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (re.compile(r"^nomenclature\b", re.IGNORECASE), "nomenclature"),
    (re.compile(r"^additional codes\b", re.IGNORECASE), "additional_codes"),
    (re.compile(r"^duties\b", re.IGNORECASE), "duties"),
)


def classify(document: Document, context: Context) -> Classified | None:
    """The data set and name; None if we read none of its kind. SRC640 to SRC642 for XML that is no increment."""
    if is_or_claims(document.kind, "xml", document.name):
        envelope_id_of(document.data, place=document.place)
        return Classified("increments", base_name(document.name), PUBLISHER, LICENCE)
    if document.kind == "workbook":
        return _workbook(document, context)
    return None


def is_export(name: str, *, place: str) -> bool:
    """Whether a duties workbook is the one for exports: only its name says so."""
    lowered = name.lower()
    if ("export" in lowered) == ("import" in lowered):
        raise WorkbookMalformed(
            "The name of a duties workbook must say Import or Export.",
            place=place,
            remedy="Name it as the publisher does: Duties Import … or Duties Export ….",
        )
    return "export" in lowered


def _workbook(document: Document, context: Context) -> Classified | None:
    base = base_name(document.name)
    kind = next((kind for pattern, kind in _BY_NAME if pattern.search(base)), None)
    kind = kind or kind_of(document.data, place=document.place, limits=context.limits)
    if kind is None:
        return None
    if kind == "duties":
        is_export(base, place=document.place)
    return Classified(kind, base, PUBLISHER, LICENCE)
