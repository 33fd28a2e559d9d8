"""Nomenclature from responses of the v2 API (JSON:API): chapters, headings, subheadings, commodities."""

from __future__ import annotations

from collections.abc import Iterator

from psra_assets.sources.errors import Defects, SourceError
from psra_assets.sources.hmrc.errors import ApiError, NotJson
from psra_assets.sources.hmrc.records import Edition, NomenclatureRecord
from psra_assets.sources.hmrc.shape import Json, as_list, as_object, day, fail, flag, integer, text
from psra_assets.sources.limits import DEFAULT_LIMITS, Budget, Limits
from psra_assets.sources.text import load_json

LEVELS = frozenset({"chapter", "heading", "subheading", "commodity", "goods_nomenclature"})


def is_level(kind: object) -> bool:
    """Whether a resource type of the API is a level of the nomenclature."""
    return isinstance(kind, str) and kind in LEVELS


def parse_nomenclature(
    data: bytes, *, edition: Edition, place: str, defects: Defects, limits: Limits = DEFAULT_LIMITS
) -> Iterator[NomenclatureRecord]:
    """One record an item of ``data`` and ``included``, each item once. Raises SRC629 for the API's error document."""
    budget = Budget(limits, place)
    document = as_object(load_json(data, place, NotJson), place, "")
    if "errors" in document or "error" in document:
        raise ApiError("The response is an error document of the API; it holds no nomenclature.", place=place)
    seen: set[int] = set()
    for pointer, entry in _items(document, place):
        try:
            item = as_object(entry, place, pointer)
            if not is_level(item.get("type")):
                continue
            budget.spend()
            record = _item(item, edition, place, pointer)
        except SourceError as error:
            defects.append(error)
            continue
        if record is not None and record.goods_nomenclature_sid not in seen:
            seen.add(record.goods_nomenclature_sid)
            yield record


def _items(document: Json, place: str) -> Iterator[tuple[str, object]]:
    primary = document.get("data")
    if isinstance(primary, list):
        yield from ((f"/data/{index}", item) for index, item in enumerate(primary))
    else:
        yield "/data", primary
    for index, item in enumerate(as_list(document.get("included") or [], place, "/included")):
        yield f"/included/{index}", item


def _item(item: Json, edition: Edition, place: str, pointer: str) -> NomenclatureRecord | None:
    attributes = as_object(item.get("attributes"), place, f"{pointer}/attributes")
    inside = f"{pointer}/attributes"
    if "goods_nomenclature_item_id" not in attributes:
        return None
    code = text(attributes, "goods_nomenclature_item_id", place, inside)
    if len(code) != 10 or not code.isdecimal():
        raise fail(place, f"{inside}/goods_nomenclature_item_id", "A code of ten digits", code)
    sid = integer(attributes, "goods_nomenclature_sid", place, inside)
    if sid is None:
        sid = integer(item, "id", place, pointer)
    if sid is None:
        raise fail(place, f"{pointer}/id", "An identifier", None)
    return NomenclatureRecord(
        edition=edition,
        goods_nomenclature_sid=sid,
        goods_code=code,
        product_line_suffix=text(attributes, "producline_suffix", place, inside, default="80"),
        level=text(item, "type", place, pointer),
        indents=integer(attributes, "number_indents", place, inside),
        description=_description(attributes, place, inside),
        is_declarable=flag(attributes, "declarable", place, inside, False) if "declarable" in attributes else None,
        valid_from=day(attributes, "validity_start_date", place, inside),
        valid_to=day(attributes, "validity_end_date", place, inside),
    )


def _description(attributes: Json, place: str, pointer: str) -> str:
    for key in ("description_plain", "description", "formatted_description"):
        if attributes.get(key) is not None:
            return text(attributes, key, place, pointer)
    return ""
