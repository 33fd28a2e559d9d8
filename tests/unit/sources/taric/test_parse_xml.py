"""TARIC3 increments: records in order, the whole file or nothing, and no trust in the XML."""

from __future__ import annotations

import pytest

from psra_assets.sources.errors import Defects, SourceError
from psra_assets.sources.taric.keys import KEY_FIELDS
from psra_assets.sources.taric.parse_xml import envelope_id_of, parse_increment
from psra_assets.sources.taric.records import TaricRecord, UpdateType
from tests.unit.sources.builders import ENVELOPE, envelope, measure, record


def parse(data: bytes) -> tuple[list[TaricRecord], Defects]:
    defects: Defects = []
    return list(parse_increment(data, place="t.xml", defects=defects)), defects


def test_records_in_the_order_of_the_file() -> None:
    component = {"measure.sid": "1", "duty.expression.id": "01", "duty.amount": "6.5"}
    data = envelope(
        record("measure", measure(), number=9), record("measure.component", component, update="1", number=4)
    )
    records, defects = parse(data)
    assert defects == []
    assert records[0] == TaricRecord(26001, 0, 7, 9, "430", "00", "measure", UpdateType.INSERT, "1", measure())
    assert records[1][:4] == (26001, 1, 7, 4)
    assert (records[1].record_key, records[1].update_type) == ("1|01", UpdateType.UPDATE)
    assert envelope_id_of(data, place="t") == 26001


def test_the_default_namespace_will_do() -> None:
    plain = envelope(record("measure", measure())).replace(b"oub:", b"").replace(b"xmlns:oub", b"xmlns:unused")
    assert len(parse(plain)[0]) == 1


def test_a_record_type_outside_of_the_schema_is_kept_and_reported() -> None:
    records, defects = parse(envelope(record("new.thing", {"b": "2", "a": "1"})))
    assert records[0].record_key == '{"a":"1","b":"2"}'
    assert [f"{error.place} {error.code}" for error in defects] == ["t.xml:4 SRC643"]


def test_an_optional_part_of_a_key_may_be_absent() -> None:
    fields = {
        "replacing.regulation.role": "1", "replacing.regulation.id": "A", "replaced.regulation.role": "1",
        "replaced.regulation.id": "B",
    }  # fmt: skip
    assert parse(envelope(record("regulation.replacement", fields)))[0][0].record_key == "1|A|1|B|||"


SOUND = envelope(record("measure", measure()), record("measure", measure("2"), number=2))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", r"t\.xml:\d+:\d+: SRC640"),
        (SOUND[:-30], r"t\.xml:\d+:\d+: SRC640"),
        (SOUND[: SOUND.index(b"measure.type")], r"t\.xml:4:\d+: SRC640"),
        (
            SOUND.replace(b"</oub:measure>", b"</oub:measur>", 1),
            r"t\.xml:4:\d+: SRC640 The XML breaks here: .*mismatch",
        ),
        (SOUND.replace(b"142", b"1&foo;2", 1), "SRC640"),
        (SOUND + b"<more/>", r"t\.xml:8:1: SRC640 .*Extra content"),
        (b"<html><body/></html>", "SRC642 The root element"),
        (f'<transaction xmlns="{ENVELOPE}"/>'.encode(), r"t\.xml:1: SRC642"),
        (SOUND.replace(ENVELOPE.encode(), b"urn:other"), "SRC642"),
        (envelope(number="later"), 'SRC642 The envelope\'s id "later"'),
        (envelope(record("measure", measure(), update="99")), r't\.xml:4: SRC645 update\.type is "99"'),
        (envelope(record("measure", measure(), update=None)), r't\.xml:4: SRC645 update\.type is ""'),
        (envelope(record("measure", {"measure.type": "142"})), r"SRC644 measure has no measure\.sid"),
        (SOUND.replace(b"record.code", b"other.code"), r"SRC644 The record has no record\.code"),
        (SOUND.replace(b">7</oub:transaction.id", b">x</oub:transaction.id"), "SRC644 transaction.id"),
        (SOUND.replace(b"</oub:measure>", b"</oub:measure><oub:measure/>"), "SRC644 The record has 2 contents"),
        (b"<record/>", "SRC642 The root element"),
    ],
)
def test_what_refuses_a_file(data: bytes, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        parse(data)


@pytest.mark.parametrize(
    "doctype",
    [
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd">',
        b'<!DOCTYPE a [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        b'<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "http://127.0.0.1:9/x.dtd">',
    ],
)
def test_a_document_type_is_refused(doctype: bytes) -> None:
    data = SOUND.replace(b"?>\n", b"?>\n" + doctype + b"\n", 1).replace(b"142", b"&b;" if b"&a;" in doctype else b"142")
    with pytest.raises(SourceError, match="SRC641"):
        parse(data)


def test_deep_trees_are_refused() -> None:
    with pytest.raises(SourceError, match="SRC640"):
        parse(envelope("<a>" * 400 + "</a>" * 400))


def test_every_element_of_the_schema_has_a_key() -> None:
    assert len(KEY_FIELDS) == 102
    assert all(fields for fields in KEY_FIELDS.values())
