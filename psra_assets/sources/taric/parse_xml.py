"""TARIC3 increments: ``envelope > transaction > app.message > transmission > record``, streamed.

A file is applied whole or not at all. So whatever makes a record unreadable refuses the file: records behind it
may rest on it. A record type that the schema does not know is a finding; its whole content is its key.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from psra_assets.sources.errors import Defects
from psra_assets.sources.limits import DEFAULT_LIMITS, Budget, Limits
from psra_assets.sources.taric.errors import (
    EnvelopeMalformed,
    RecordMalformed,
    RecordUnknown,
    UpdateTypeUnknown,
    XmlForbidden,
    XmlMalformed,
)
from psra_assets.sources.taric.keys import KEY_FIELDS
from psra_assets.sources.taric.records import TaricRecord, UpdateType
from psra_assets.sources.text import dump_json
from psra_assets.sources.xml import local, namespace, release, stream

ENVELOPE_NAMESPACE = "urn:publicid:-:DGTAXUD:GENERAL:ENVELOPE:1.0"
_TAGS = ("{*}envelope", "{*}transaction", "{*}record")
_TECHNICAL = frozenset({"transaction.id", "record.code", "subrecord.code", "record.sequence.number", "update.type"})
_UPDATE_TYPES = {str(int(kind)): kind for kind in UpdateType}


def parse_increment(
    data: bytes, *, place: str, defects: Defects, limits: Limits = DEFAULT_LIMITS
) -> Iterator[TaricRecord]:
    """The records of one increment in the order in which they are applied: that of the file."""
    budget = Budget(limits, place)
    envelope_id: int | None = None
    ordinal = 0
    for event, element in stream(data, place=place, tags=_TAGS, malformed=XmlMalformed, forbidden=XmlForbidden):
        name = local(element)
        if event == "start":
            if envelope_id is None:
                envelope_id = _envelope_id(element, place)
        elif name == "record" and envelope_id is not None:
            budget.spend()
            yield _record(element, envelope_id, ordinal, place, defects)
            ordinal += 1
            element.clear()
        elif name == "transaction":
            release(element)
    if envelope_id is None:
        raise EnvelopeMalformed("The root element is not a TARIC3 envelope.", place=place)


def envelope_id_of(data: bytes, *, place: str) -> int:
    """The number of an increment, read from its first bytes on; raises what ``parse_increment`` would."""
    for _, element in stream(data, place=place, tags=_TAGS, malformed=XmlMalformed, forbidden=XmlForbidden):
        return _envelope_id(element, place)
    raise EnvelopeMalformed("The root element is not a TARIC3 envelope.", place=place)


def _envelope_id(element: etree._Element, place: str) -> int:
    if local(element) != "envelope" or namespace(element) != ENVELOPE_NAMESPACE:
        raise EnvelopeMalformed("The root element is not a TARIC3 envelope.", place=_at(place, element))
    number = element.get("id", "")
    if not number.isdecimal() or len(number) > 18:
        raise EnvelopeMalformed(f'The envelope\'s id "{number}" is no number.', place=_at(place, element))
    return int(number)


def _record(element: etree._Element, envelope_id: int, ordinal: int, place: str, defects: Defects) -> TaricRecord:
    technical: dict[str, str] = {}
    bodies: list[etree._Element] = []
    for child in element:
        name = local(child)
        if name in _TECHNICAL:
            technical[name] = (child.text or "").strip()
        else:
            bodies.append(child)
    where = _at(place, element)
    missing = sorted(_TECHNICAL - technical.keys() - {"update.type"})
    if missing:
        raise RecordMalformed(f"The record has no {', '.join(missing)}.", place=where)
    update_type = _UPDATE_TYPES.get(technical.get("update.type", ""))
    if update_type is None:
        raise UpdateTypeUnknown(
            f'update.type is "{technical.get("update.type", "")}"; 1, 2 and 3 are known.',
            place=where,
            remedy="The file is refused as a whole: records behind this one may rest on it.",
        )
    if len(bodies) != 1:
        raise RecordMalformed(f"The record has {len(bodies)} contents, not one.", place=where)
    body = bodies[0]
    payload = {local(field): field.text or "" for field in body}
    return TaricRecord(
        envelope_id=envelope_id,
        ordinal=ordinal,
        transaction_id=_number(technical["transaction.id"], "transaction.id", where),
        sequence_number=_number(technical["record.sequence.number"], "record.sequence.number", where),
        record_code=technical["record.code"],
        subrecord_code=technical["subrecord.code"],
        element=local(body),
        update_type=update_type,
        record_key=_key(local(body), payload, where, defects),
        payload=payload,
    )


def _key(element: str, payload: dict[str, str], place: str, defects: Defects) -> str:
    fields = KEY_FIELDS.get(element)
    if fields is None:
        defects.append(RecordUnknown(f"The record type {element} is not in the TARIC3 schema.", place=place))
        return dump_json(dict(sorted(payload.items())))
    parts = []
    for field in fields:
        value = payload.get(field.removesuffix("?"), "")
        if not value and not field.endswith("?"):
            raise RecordMalformed(f"{element} has no {field}, which is part of its key.", place=place)
        parts.append(value)
    return "|".join(parts)


def _number(value: str, field: str, place: str) -> int:
    if not value.isdecimal() or len(value) > 18:
        raise RecordMalformed(f'{field} is "{value}", no number.', place=place)
    return int(value)


def _at(place: str, element: etree._Element) -> str:
    return f"{place}:{element.sourceline}"
