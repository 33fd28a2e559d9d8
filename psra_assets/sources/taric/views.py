"""Typed views of a TARIC state: goods nomenclature, descriptions, measures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from psra_assets.sources.taric.errors import RecordMalformed
from psra_assets.sources.taric.records import (
    PREFERENTIAL_TYPES,
    Description,
    GoodsNomenclature,
    Measure,
    TaricRecord,
)
from psra_assets.sources.taric.state import TaricState


def goods_nomenclature(state: TaricState) -> Iterator[GoodsNomenclature]:
    """Goods nomenclature items that stand."""
    for record in state.of("goods.nomenclature"):
        yield GoodsNomenclature(
            goods_nomenclature_sid=int(_field(record, "goods.nomenclature.sid")),
            goods_code=_field(record, "goods.nomenclature.item.id"),
            product_line_suffix=_field(record, "producline.suffix"),
            valid_from=_day(record, "validity.start.date"),
            valid_to=_optional_day(record, "validity.end.date"),
        )


def descriptions(state: TaricState) -> Iterator[Description]:
    """Descriptions that stand, one a language and period."""
    for record in state.of("goods.nomenclature.description"):
        yield Description(
            goods_nomenclature_sid=int(_field(record, "goods.nomenclature.sid")),
            goods_code=_field(record, "goods.nomenclature.item.id"),
            language=_field(record, "language.id"),
            description=record.payload.get("description", ""),
        )


def measures(state: TaricState) -> Iterator[Measure]:
    """Measures that stand."""
    for record in state.of("measure"):
        kind = _field(record, "measure.type")
        yield Measure(
            measure_sid=int(_field(record, "measure.sid")),
            measure_type=kind,
            is_preferential=kind in PREFERENTIAL_TYPES,
            geographical_area=_field(record, "geographical.area"),
            goods_code=record.payload.get("goods.nomenclature.item.id"),
            order_number=record.payload.get("ordernumber"),
            regulation=_field(record, "measure.generating.regulation.id"),
            valid_from=_day(record, "validity.start.date"),
            valid_to=_optional_day(record, "validity.end.date"),
        )


def _field(record: TaricRecord, name: str) -> str:
    value = record.payload.get(name)
    if value is None:
        raise RecordMalformed(f"{record.element} {record.record_key} has no {name}.", place=_place(record))
    return value


def _day(record: TaricRecord, name: str) -> date:
    value = _field(record, name)
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise RecordMalformed(
            f'{record.element} {record.record_key}: {name} is "{value}", no date.', place=_place(record)
        ) from error


def _optional_day(record: TaricRecord, name: str) -> date | None:
    return _day(record, name) if record.payload.get(name) else None


def _place(record: TaricRecord) -> str:
    return f"envelope {record.envelope_id}#record {record.sequence_number}"
