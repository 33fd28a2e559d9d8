"""Unpacking: by content, within limits, and never out of its folder."""

from __future__ import annotations

import gzip
import io
import struct
import tarfile
import zipfile
from dataclasses import replace

import pytest

from psra_assets.sources.errors import Defects, ParseTimeout, TooDeep, TooManyRecords
from psra_assets.sources.limits import Budget, Limits, check_depth
from psra_assets.sources.sniff import sniff
from psra_assets.sources.unpack import Document, unpack, unsafe
from tests.unit.sources.builders import tarred, zipped

LIMITS = Limits()


def opened(name: str, data: bytes, limits: Limits = LIMITS) -> tuple[list[Document], list[str]]:
    defects: Defects = []
    documents = list(unpack(name, data, place=f"hmrc/{name}", limits=limits, defects=defects))
    return documents, [error.code for error in defects]


def test_plain_gzip_and_zip_hold_the_same_document() -> None:
    plain = b'{"a": 1}'
    for name, data in (
        ("eu.json", plain),
        ("eu.json.gz", gzip.compress(plain)),
        ("eu.zip", zipped({"eu.json": plain})),
        ("eu.json.gz", gzip.compress(plain[:3]) + gzip.compress(plain[3:])),
    ):
        documents, codes = opened(name, data)
        assert [document.data for document in documents] == [plain]
        assert documents[0].name == "eu.json"
        assert codes == []


def test_a_zip_named_gzip_is_read_and_reported() -> None:
    documents, codes = opened("extract.gzip", zipped({"export.xml": b"<a/>"}))
    assert [(document.name, document.kind, document.container) for document in documents] == [
        ("export.xml", "xml", "extract.gzip")
    ]
    assert documents[0].place == "hmrc/extract.gzip!/export.xml"
    assert codes == ["SRC605"]


def test_a_plain_file_named_gz_is_read_and_reported() -> None:
    documents, codes = opened("eu.json.gz", b"{}")
    assert documents[0].kind == "json"
    assert codes == ["SRC605"]


@pytest.mark.parametrize("cut", [4, 12, 200, -9, -4, -1])
def test_truncated_gzip_is_refused(cut: int) -> None:
    packed = gzip.compress(bytes(range(256)) * 40)
    documents, codes = opened("eu.json.gz", packed[:cut])
    assert documents == []
    assert codes == ["SRC602"]


def test_damaged_gzip_is_refused() -> None:
    packed = bytearray(gzip.compress(b"x" * 1000))
    packed[-5] ^= 1
    assert opened("x.gz", bytes(packed)) == ([], ["SRC602"])
    assert opened("x.gz", gzip.compress(b"x") + b"rubbish")[1] == ["SRC602"]


@pytest.mark.parametrize("cut", [30, -30])
def test_truncated_zip_is_refused(cut: int) -> None:
    assert opened("x.zip", zipped({"a.json": b"{}" * 500})[:cut]) == ([], ["SRC602"])


def test_a_damaged_member_is_refused() -> None:
    packed = bytearray(zipped({"a.json": b"0123456789" * 100}))
    packed[45] ^= 0xFF
    documents, codes = opened("x.zip", bytes(packed))
    assert documents == []
    assert codes == ["SRC602"]


def test_an_encrypted_zip_is_refused() -> None:
    packed = bytearray(zipped({"a.json": b"{}"}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        position = packed.find(signature) + offset
        packed[position : position + 2] = struct.pack("<H", 1)
    assert opened("x.zip", bytes(packed)) == ([], ["SRC606"])


@pytest.mark.parametrize("name", ["../evil.json", "/etc/evil.json", "a/../../evil.json", "C:evil.json", "a\\b.json"])
def test_members_that_leave_their_folder_are_skipped(name: str) -> None:
    documents, codes = opened("x.zip", zipped({name: b"{}", "good.json": b"[]"}))
    assert [document.name for document in documents] == ["good.json"]
    assert codes == ["SRC604"]
    assert unsafe(name)


def test_links_in_archives_are_skipped() -> None:
    def to_link(info: tarfile.TarInfo) -> None:
        if info.name == "link.md":
            info.type, info.linkname, info.size = tarfile.SYMTYPE, "/etc/passwd", 0

    documents, codes = opened("articles.tar", tarred({"link.md": b"", "good.json": b"{}"}, to_link))
    assert [document.name for document in documents] == ["good.json"]
    assert codes == ["SRC604"]

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("link.json")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    assert opened("x.zip", out.getvalue()) == ([], ["SRC604"])


def test_a_tar_of_texts_is_one_document_and_its_other_members_are_their_own() -> None:
    packed = gzip.compress(tarred({"articles/eu/sets.md": b"# Sets", "rule_sets/eu.json": b"{}"}))
    documents, codes = opened("articles.tar.gz", packed)
    assert [(document.name, document.kind) for document in documents] == [("articles.tar", "tar"), ("eu.json", "json")]
    assert codes == []
    assert opened("articles.tgz", packed)[0][0].name == "articles.tar"


def test_a_damaged_tar_is_refused() -> None:
    packed = tarred({"a.md": b"x" * 4000})
    assert opened("a.tar", packed[:1500]) == ([], ["SRC602"])


def test_expansion_is_limited() -> None:
    bomb = gzip.compress(b"\0" * 3_000_000)
    tight = replace(LIMITS, ratio_floor_bytes=1000, max_ratio=50)
    assert opened("x.gz", bomb, tight) == ([], ["SRC603"])
    assert opened("x.gz", bomb, replace(LIMITS, max_document_bytes=100_000)) == ([], ["SRC603"])
    zipped_bomb = zipped({"a.json": b" " * 3_000_000})
    assert opened("x.zip", zipped_bomb, tight) == ([], ["SRC603"])
    assert opened("x.json", b"{" + b" " * 5000, replace(LIMITS, max_document_bytes=1000)) == ([], ["SRC603"])


def test_archives_are_limited_in_members_size_and_depth() -> None:
    many = zipped({f"{number}.json": b"{}" for number in range(5)})
    documents, codes = opened("x.zip", many, replace(LIMITS, max_members=3))
    assert (len(documents), codes) == (3, ["SRC618"])
    assert opened("x.zip", many, replace(LIMITS, max_archive_bytes=5))[1] == ["SRC603"]
    nested = b"{}"
    for _ in range(5):
        nested = gzip.compress(nested)
    assert opened("x.gz", nested)[1][-1] == "SRC609"


def test_empty_and_foreign_containers() -> None:
    assert opened("x.json", b"") == ([], ["SRC607"])
    assert opened("x.json.gz", gzip.compress(b"")) == ([], ["SRC607"])
    assert opened("x.xz", b"\xfd7zXZ\x00rest") == ([], ["SRC606"])
    assert opened("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")[1] == ["SRC606"]


def test_one_bad_member_does_not_hide_the_next() -> None:
    documents, codes = opened("x.zip", zipped({"a.json": b"", "b.gz": b"\x1f\x8bxx", "c.json": b"{}"}))
    assert [document.name for document in documents] == ["c.json"]
    assert codes == ["SRC607", "SRC602"]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf {}", "json"),
        (b"\n<?xml version='1.0'?><a/>", "xml"),
        ("<a/>".encode("utf-16"), "xml"),
        ("a,b".encode("utf-16"), "text"),
        (b"section,name\n", "text"),
        (b"PK\x03\x04" + b"\0" * 30 + b"[Content_Types].xml", "workbook"),
        (b"PK\x05\x06" + b"\0" * 18, "zip"),
    ],
)
def test_kinds_by_content(data: bytes, kind: str) -> None:
    assert sniff(data) == kind


def test_budget_and_depth() -> None:
    budget = Budget(replace(LIMITS, max_records=2), "x")
    budget.spend()
    budget.spend()
    with pytest.raises(TooManyRecords):
        budget.spend()
    with pytest.raises(ParseTimeout):
        Budget(replace(LIMITS, max_parse_seconds=-1.0), "x").spend()
    check_depth({"a": [{"b": 1}]}, LIMITS, "x")
    deep: object = 1
    for _ in range(40):
        deep = [deep]
    with pytest.raises(TooDeep):
        check_depth(deep, LIMITS, "x")
