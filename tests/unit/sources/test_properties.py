"""Whatever bytes arrive, a parser yields rows or a coded error with a place: never another exception."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from psra_assets.sources.classify import Origin
from psra_assets.sources.errors import Defects, SourceError
from psra_assets.sources.fetch import BUNDLED
from psra_assets.sources.hmrc.parse_cds import parse_cds
from psra_assets.sources.hmrc.parse_documents import parse_documents
from psra_assets.sources.hmrc.parse_nomenclature import parse_nomenclature
from psra_assets.sources.hmrc.parse_rules import parse_rules
from psra_assets.sources.hmrc.parse_schemes import parse_schemes
from psra_assets.sources.inbox import SOURCES, Inbox
from psra_assets.sources.limits import Limits
from psra_assets.sources.taric import parse_excel
from psra_assets.sources.taric.parse_xml import parse_increment
from psra_assets.sources.taric.state import TaricState
from psra_assets.sources.unpack import unpack
from psra_assets.sources.wco.parse_comtrade import parse_comtrade
from psra_assets.sources.wco.parse_correlation import parse_correlation
from psra_assets.sources.wco.parse_csv import parse_hs_csv, parse_sections_csv
from tests.unit.sources.builders import envelope, measure, record, rule_file, rule_set, tarred, zipped

Parser = Callable[[bytes, Defects], Iterable[object]]


def _comtrade() -> bytes:
    return json.dumps({"className": "HS2017", "results": [{"id": "39", "text": "39 - x", "parent": "TOTAL"}]}).encode()


@cache
def _bundled(name: str) -> bytes:
    return (BUNDLED / name).read_bytes()


PARSERS: dict[str, tuple[Parser, Callable[[], bytes]]] = {
    "rules": (
        lambda data, d: parse_rules(data, scheme="x", edition="uk", place="f", defects=d),
        lambda: rule_file(rule_set(), rule_set(subdivision="Other")),
    ),
    "schemes": (
        lambda data, d: parse_schemes(data, edition="uk", place="f", defects=d),
        lambda: _bundled("hmrc/roo_schemes_uk.json"),
    ),
    "documents": (
        lambda data, d: parse_documents(data, place="f", defects=d),
        lambda: tarred({"articles/eu/sets.md": b"# Sets", "proofs/eu/x.md": b"x"}),
    ),
    "api": (
        lambda data, d: parse_nomenclature(data, edition="uk", place="f", defects=d),
        lambda: (
            b'{"data": [{"id": "1", "type": "chapter", "attributes": {"goods_nomenclature_item_id": "3900000000"}}]}'
        ),
    ),
    "cds": (
        lambda data, d: parse_cds(data, place="f", defects=d),
        lambda: (
            b"<TariffHistoryResponse><TariffHistoryItem><a><B><hjid>1</hjid></B></a></TariffHistoryItem></TariffHistoryResponse>"
        ),
    ),
    "increment": (
        lambda data, d: parse_increment(data, place="f", defects=d),
        lambda: envelope(record("measure", measure()), record("measure", measure("2"), number=2)),
    ),
    "hs": (
        lambda data, d: parse_hs_csv(data, edition=2022, place="f", defects=d),
        lambda: b"section,hscode,description\nVII,39,Plastics\nVII,3926,Other\n",
    ),
    "sections": (
        lambda data, d: parse_sections_csv(data, place="f"),
        lambda: b"section,name\nVII,Plastics\n",
    ),
    "comtrade": (lambda data, d: parse_comtrade(data, place="f", defects=d), _comtrade),
    "nomenclature": (
        lambda data, d: parse_excel.parse_nomenclature(data, place="f", defects=d),
        lambda: _bundled("taric/Nomenclature EN.xlsx"),
    ),
    "correlation": (
        lambda data, d: parse_correlation(data, place="f", defects=d),
        lambda: _bundled("hs/HS2022toHS2017ConversionAndCorrelationTables.xlsx"),
    ),
}
TEXTUAL = sorted(PARSERS.keys() - {"nomenclature", "correlation"})


def survives(name: str, data: bytes) -> None:
    defects: Defects = []
    try:
        for row in PARSERS[name][0](data, defects):
            assert isinstance(row, tuple)
    except SourceError as error:
        defects.append(error)
    assert all(isinstance(error, SourceError) and error.place for error in defects)


@pytest.mark.parametrize("name", sorted(PARSERS))
def test_the_sound_document_is_read(name: str) -> None:
    defects: Defects = []
    parse, sound = PARSERS[name]
    assert list(parse(sound(), defects))
    assert defects == []


@pytest.mark.parametrize("name", sorted(PARSERS))
@given(data=st.binary(max_size=200))
@settings(max_examples=25, deadline=None)
def test_any_bytes(name: str, data: bytes) -> None:
    survives(name, data)


@pytest.mark.parametrize("name", TEXTUAL)
@given(random=st.randoms(use_true_random=False), count=st.integers(1, 6))
@settings(max_examples=40, deadline=None)
def test_mutations_of_a_sound_document(name: str, random: object, count: int) -> None:
    data = bytearray(PARSERS[name][1]())
    for _ in range(count):
        position = random.randrange(len(data) + 1)  # type: ignore[attr-defined]
        match random.randrange(3):  # type: ignore[attr-defined]
            case 0:
                data[position : position + 1] = bytes([random.randrange(256)])  # type: ignore[attr-defined]
            case 1:
                del data[position : position + random.randrange(20)]  # type: ignore[attr-defined]
            case _:
                data[position:position] = data[: random.randrange(30)]  # type: ignore[attr-defined]
    survives(name, bytes(data))


@pytest.mark.parametrize("name", ["nomenclature", "correlation"])
@given(cut=st.floats(0, 1), flip=st.integers(0, 10_000))
@settings(max_examples=6, deadline=None)
def test_mutations_of_a_workbook(name: str, cut: float, flip: int) -> None:
    sound = PARSERS[name][1]()
    survives(name, sound[: int(len(sound) * cut)])
    damaged = bytearray(sound)
    damaged[flip % len(damaged)] ^= 0xFF
    survives(name, bytes(damaged))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["min", "max", "rules", "rule", "heading", "id", "type", "attributes", "text", "scheme_code", "class"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(value=JSON, key=st.sampled_from(["rule_sets", "schemes", "data", "results"]))
@settings(max_examples=150, deadline=None)
def test_json_of_any_shape(value: object, key: str) -> None:
    data = json.dumps({key: [value], "className": "HS2022"}).encode()
    for name in ("rules", "schemes", "api", "comtrade"):
        survives(name, data)


@given(
    data=st.binary(max_size=300), pack=st.sampled_from(["plain", "gzip", "zip", "tar"]), source=st.sampled_from(SOURCES)
)
@settings(max_examples=150, deadline=None)
def test_any_file_in_any_packing(data: bytes, pack: str, source: str) -> None:
    content = {
        "plain": lambda: data,
        "gzip": lambda: gzip.compress(data),
        "zip": lambda: zipped({"a.json": data}),
        "tar": lambda: tarred({"a.xml": data}),
    }[pack]()
    inbox = Inbox(Path())
    for name in ("x.json.gz", "x.xml", "HS2017.csv", "Nomenclature EN.xlsx"):
        list(inbox.received(source, name, content, place=f"{source}/{name}", origin=Origin(url="u")))  # type: ignore[arg-type]
    assert all(finding.place for finding in inbox.findings)


@given(data=st.binary(max_size=4000), cut=st.integers(2, 4000))
@settings(max_examples=100, deadline=None)
def test_gzip_is_whole_or_refused(data: bytes, cut: int) -> None:
    packed = gzip.compress(data)
    defects: Defects = []
    documents = list(unpack("x.gz", packed[:cut], place="x.gz", limits=Limits(), defects=defects))
    if cut >= len(packed):
        assert [document.data for document in documents] == ([data] if documents else [])
    else:
        assert documents == []
        assert defects


@given(
    operations=st.lists(
        st.tuples(st.sampled_from("321"), st.integers(1, 4), st.sampled_from(["GB", "JP"])), max_size=12
    ),
    split=st.integers(0, 12),
)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_splitting_increments_changes_nothing(operations: list[tuple[str, int, str]], split: int) -> None:
    records = [
        record("measure", measure(str(sid), area), update=update, number=number)
        for number, (update, sid, area) in enumerate(operations, start=1)
    ]
    expected: dict[str, str] = {}
    for update, sid, area in operations:
        if update == "2":
            expected.pop(str(sid), None)
        else:
            expected[str(sid)] = area
    for files in ([records], [records[:split], records[split:]]):
        state, defects = TaricState(), Defects()
        for number, part in enumerate(files, start=1):
            data = envelope(*part, number=str(number))
            state.apply(parse_increment(data, place="f", defects=defects), place="f", defects=defects)
        assert {r.record_key: r.payload["geographical.area"] for r in state.of("measure")} == expected
