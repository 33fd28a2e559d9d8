"""Typed rows of TARIC. A row's fields are the columns of its landing table, in their order."""

from __future__ import annotations

from datetime import date
from enum import IntEnum
from typing import Literal, NamedTuple

PREFERENTIAL_TYPES = frozenset({"142", "143", "145", "146"})
"""Tariff preference, preferential tariff quota, and each of them under end use (authorised use)."""


class UpdateType(IntEnum):
    """TARIC3's ``update.type``."""

    UPDATE = 1
    DELETE = 2
    INSERT = 3


class TaricRecord(NamedTuple):
    """One record of an increment. ``ordinal`` is its place in the file, from 0: the order in which it is applied."""

    envelope_id: int
    ordinal: int
    transaction_id: int
    sequence_number: int
    record_code: str
    subrecord_code: str
    element: str
    update_type: UpdateType
    record_key: str
    payload: dict[str, str]


class GoodsNomenclature(NamedTuple):
    """A goods nomenclature item after the increments."""

    goods_nomenclature_sid: int
    goods_code: str
    product_line_suffix: str
    valid_from: date
    valid_to: date | None


class Description(NamedTuple):
    """A description of a goods nomenclature item in one language."""

    goods_nomenclature_sid: int
    goods_code: str
    language: str
    description: str


class Measure(NamedTuple):
    """A measure after the increments."""

    measure_sid: int
    measure_type: str
    is_preferential: bool
    geographical_area: str
    goods_code: str | None
    order_number: str | None
    regulation: str
    valid_from: date
    valid_to: date | None


class NomenclatureRow(NamedTuple):
    """One row of ``Nomenclature <language>``: a goods code, suffix and description. ``indents`` counts dashes."""

    row_number: int
    goods_code: str
    product_line_suffix: str
    language: str
    hierarchy_position: int | None
    indents: int
    description: str
    valid_from: date
    valid_to: date | None
    description_from: date | None


class AdditionalCodeRow(NamedTuple):
    """One row of ``Additional codes descriptions``."""

    row_number: int
    additional_code: str
    language: str
    description: str
    valid_from: date
    description_from: date | None
    valid_to: date | None


class DutyRow(NamedTuple):
    """One row of ``Duties Import`` or ``Duties Export``. ``duty`` is the expression as printed, not a number."""

    row_number: int
    direction: Literal["import", "export"]
    goods_code: str
    additional_code: str | None
    order_number: str | None
    valid_from: date
    valid_to: date | None
    reduction_indicator: str | None
    destination: str
    destination_code: str
    measure_type: str
    measure_type_code: str
    legal_base: str
    duty: str
