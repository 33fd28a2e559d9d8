"""Scheme lists (``roo_schemes_uk.json``, ``roo_schemes_xi.json``) and the association of areas with schemes."""

from __future__ import annotations

from collections.abc import Iterator

from psra_assets.sources.errors import Defects, SourceError
from psra_assets.sources.hmrc.errors import Duplicate, NotJson
from psra_assets.sources.hmrc.records import Edition, SchemeAreaRecord, SchemeRecord
from psra_assets.sources.hmrc.shape import (
    Json,
    as_list,
    as_object,
    day,
    flag,
    optional_text,
    pointer_token,
    text,
    texts,
)
from psra_assets.sources.limits import DEFAULT_LIMITS, Budget, Limits, check_depth
from psra_assets.sources.text import dump_json, load_json


def parse_schemes(
    data: bytes, *, edition: Edition, place: str, defects: Defects, limits: Limits = DEFAULT_LIMITS
) -> Iterator[SchemeRecord]:
    """One record a scheme. A scheme of the wrong shape, or listed twice, is a finding; the rest is read on."""
    budget = Budget(limits, place)
    document = as_object(load_json(data, place, NotJson), place, "")
    seen: set[str] = set()
    for index, entry in enumerate(as_list(document.get("schemes"), place, "/schemes")):
        pointer = f"/schemes/{index}"
        budget.spend()
        try:
            check_depth(entry, limits, f"{place}#{pointer}")
            record = _scheme(as_object(entry, place, pointer), edition, place, pointer)
        except SourceError as error:
            defects.append(error)
            continue
        if record.scheme in seen:
            defects.append(
                Duplicate(f"Scheme {record.scheme} is listed twice.", place=f"{place}#{pointer}/scheme_code")
            )
            continue
        seen.add(record.scheme)
        yield record


def parse_scheme_areas(data: bytes, *, place: str, defects: Defects) -> Iterator[SchemeAreaRecord]:
    """``{"1013": "eu", "1006": null}``: one record an area."""
    document = as_object(load_json(data, place, NotJson), place, "")
    for area in document:
        try:
            yield SchemeAreaRecord(area, optional_text(document, area, place, ""))
        except SourceError as error:
            error.place = f"{place}#/{pointer_token(area)}"
            defects.append(error)


def _scheme(entry: Json, edition: Edition, place: str, pointer: str) -> SchemeRecord:
    return SchemeRecord(
        edition=edition,
        scheme=text(entry, "scheme_code", place, pointer),
        title=text(entry, "title", place, pointer, default=""),
        validity_start_date=day(entry, "validity_start_date", place, pointer),
        validity_end_date=day(entry, "validity_end_date", place, pointer),
        is_unilateral=flag(entry, "unilateral", place, pointer, False),
        countries=texts(entry, "countries", place, pointer),
        cumulation=_object(entry, "cumulation_methods", place, pointer),
        articles=_object(entry, "articles", place, pointer),
        proofs=_array(entry, "proofs", place, pointer),
        features=_object(entry, "features", place, pointer),
        origin_reference_document=_object(entry, "ord", place, pointer),
        links=_array(entry, "links", place, pointer),
    )


def _object(entry: Json, key: str, place: str, pointer: str) -> str:
    return dump_json(as_object(entry.get(key) or {}, place, f"{pointer}/{key}"))


def _array(entry: Json, key: str, place: str, pointer: str) -> str:
    return dump_json(as_list(entry.get(key) or [], place, f"{pointer}/{key}"))
