"""Which HS table a document is. Lists are named by their edition: ``HS2022``."""

from __future__ import annotations

import re

from psra_assets.sources.names import Classified, Context, base_name
from psra_assets.sources.sniff import is_or_claims
from psra_assets.sources.text import load_json
from psra_assets.sources.unpack import Document
from psra_assets.sources.wco.errors import EditionUnknown, TableMalformed
from psra_assets.sources.wco.parse_comtrade import edition_of
from psra_assets.sources.wco.parse_correlation import has_correlation
from psra_assets.sources.wco.parse_csv import CODE_COLUMNS, SECTION_COLUMNS, header_of
from psra_assets.sources.wco.records import EDITIONS

_CURRENT = 2022
_YEAR = re.compile(r"HS[ _-]?(\d{4})", re.ASCII | re.IGNORECASE)
_CORRELATION_NAME = re.compile(r"correlation", re.IGNORECASE)


def classify(document: Document, context: Context) -> Classified | None:
    """The data set and name; None if we read none of its kind."""
    if is_or_claims(document.kind, "json", document.name):
        value = load_json(document.data, document.place, TableMalformed)
        if not isinstance(value, dict) or "className" not in value:
            return None
        name = f"HS{edition_of(value, place=document.place)}"
        return Classified("comtrade", name, "un-comtrade", "UN Comtrade reference data")
    if document.kind == "workbook":
        base = base_name(document.name)
        if _CORRELATION_NAME.search(base) or has_correlation(
            document.data, place=document.place, limits=context.limits
        ):
            return Classified("correlations", base, "un-statistics", "UN Statistics Division")
    return _csv(document) if document.kind == "text" else None


def edition_named(name: str, *, place: str) -> int:
    """The edition that an object's name carries."""
    match = _YEAR.search(name)
    if match is None or int(match[1]) not in EDITIONS:
        raise EditionUnknown(f'The name "{name}" carries no edition of the HS.', place=place)
    return int(match[1])


def _csv(document: Document) -> Classified | None:
    columns = header_of(document.data, place=document.place)
    if columns >= CODE_COLUMNS:
        return Classified("harmonized_system", f"HS{_edition(document)}", "open-data-hs", "ODC-PDDL-1.0")
    if columns >= SECTION_COLUMNS:
        return Classified("sections", f"HS{_edition(document)}", "open-data-hs", "ODC-PDDL-1.0")
    return None


def _edition(document: Document) -> int:
    """The file does not state its edition: a year in its name does, otherwise it is the one in force."""
    named = _YEAR.search(document.name) is not None
    return edition_named(document.name, place=document.place) if named else _CURRENT
