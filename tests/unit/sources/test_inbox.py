"""A folder as published: what is recognised, how it is named, and what is passed over with a reason."""

from __future__ import annotations

import gzip
import json
import os
from datetime import date
from pathlib import Path

import pytest

from psra_assets.sources.errors import Unreadable
from psra_assets.sources.inbox import Inbound, Inbox
from psra_assets.sources.limits import Limits
from tests.unit.sources.builders import envelope, measure, record, rule_file, rule_set, tarred, zipped

CORRELATION_CSV = b"section,hscode,description\nVII,39,Plastics\n"


def read(root: Path, limits: Limits | None = None) -> tuple[list[Inbound], list[tuple[str, str]]]:
    inbox = Inbox(root, limits=limits or Limits())
    documents = list(inbox.documents())
    return documents, [(finding.code, finding.place) for finding in inbox.findings]


def put(root: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)


def names(documents: list[Inbound]) -> list[tuple[str, str, str]]:
    return [(d.published.source, d.published.dataset, d.published.name) for d in documents]


def test_every_form_of_every_publisher(tmp_path: Path) -> None:
    rules = rule_file(rule_set())
    comtrade = json.dumps({"className": "HS2017", "results": []}).encode()
    put(
        tmp_path,
        {
            "hmrc/roo_schemes_uk.json": b'{"schemes": []}',
            "hmrc/roo_schemes_xi.json": b'{"schemes": []}',
            "hmrc/area_associations.json": b'{"1013": "eu"}',
            "hmrc/rule_sets/eu.json": rules,
            "hmrc/rule_sets/japan.json.gz": gzip.compress(rules),
            "hmrc/x_xi/rule_sets/eu.json.gz": gzip.compress(rules),
            "hmrc/old_history/2025-04-09/eu.json": rules,
            "hmrc/articles.tar.gz": gzip.compress(tarred({"articles/eu/sets.md": b"# Sets"})),
            "hmrc/xi_chapters.json": b'{"data": [{"type": "chapter", "attributes": {}}]}',
            "hmrc/cds.gzip": zipped({"export.xml": b"<n:TariffHistoryResponse xmlns:n='x'/>"}),
            "taric/increments.zip": zipped({"TGB26001.xml": envelope(), "TGB26002.xml": envelope(number="26002")}),
            "hs/2022/harmonized-system.csv": CORRELATION_CSV,
            "hs/hs2017.csv": CORRELATION_CSV,
            "hs/sections.csv": b"\xef\xbb\xbfsection,name\nVII,Plastics\n",
            "hs/H5.json": comtrade,
        },
    )
    documents, findings = read(tmp_path)
    assert sorted(names(documents)) == [
        ("hmrc", "cds_extract", "export"),
        ("hmrc", "documents", "articles"),
        ("hmrc", "nomenclature", "xi/xi_chapters"),
        ("hmrc", "rule_sets", "uk/eu"),
        ("hmrc", "rule_sets", "uk/japan"),
        ("hmrc", "rule_sets", "xi/eu"),
        ("hmrc", "rule_sets_history", "uk/2025-04-09/eu"),
        ("hmrc", "scheme_areas", "uk/area_associations"),
        ("hmrc", "schemes", "uk"),
        ("hmrc", "schemes", "xi"),
        ("hs", "comtrade", "HS2017"),
        ("hs", "harmonized_system", "HS2017"),
        ("hs", "harmonized_system", "HS2022"),
        ("hs", "sections", "HS2022"),
        ("taric", "increments", "TGB26001"),
        ("taric", "increments", "TGB26002"),
    ]
    assert findings == [("SRC605", "hmrc/cds.gzip")]
    history = next(d for d in documents if d.published.dataset == "rule_sets_history")
    assert history.published.published_on == date(2025, 4, 9)
    packed = next(d for d in documents if d.published.name == "uk/japan")
    assert (packed.data, packed.published.url, packed.published.container) == (
        rules,
        "hmrc/rule_sets/japan.json.gz",
        "japan.json.gz",
    )


def test_what_is_no_data_is_passed_over_with_a_reason(tmp_path: Path) -> None:
    put(
        tmp_path,
        {
            "hmrc/swagger.json": b'{"openapi": "3.0"}',
            "hmrc/list.json": b"[1]",
            "hmrc/notes.txt": b"hello",
            "hmrc/missing__404.json": b'{"errors": [{"title": "no"}]}',
            "hmrc/quotas.json": b'{"data": [{"type": "quota"}]}',
            "hmrc/other.xml": b"<other/>",
            "taric/fixtures/TGB1.xml": envelope(record("measure", measure())),
            "taric/dit_2019_drafts/TGB2.xml": envelope(),
            "taric/xsd/taric3.xsd": b"<schema/>",
            "taric/list.csv": b"a,b\n",
            "hs/datapackage.json": b'{"name": "x"}',
            "hs/other.csv": b"a,b\n",
            "hs/.hidden": b"x",
        },
    )
    documents, findings = read(tmp_path)
    assert documents == []
    assert sorted(findings) == [
        ("SRC608", "hmrc/list.json"),
        ("SRC608", "hmrc/notes.txt"),
        ("SRC608", "hmrc/other.xml"),
        ("SRC608", "hmrc/quotas.json"),
        ("SRC608", "hmrc/swagger.json"),
        ("SRC608", "hs/datapackage.json"),
        ("SRC608", "hs/other.csv"),
        ("SRC608", "taric/dit_2019_drafts"),
        ("SRC608", "taric/fixtures"),
        ("SRC608", "taric/list.csv"),
        ("SRC608", "taric/xsd"),
        ("SRC629", "hmrc/missing__404.json"),
    ]


def test_broken_files_are_findings_and_the_rest_is_read(tmp_path: Path) -> None:
    put(
        tmp_path,
        {
            "hmrc/rule_sets/canada.json": rule_file(rule_set())[:40],
            "hmrc/rule_sets/empty.json": b"",
            "hmrc/rule_sets/eu.json": rule_file(rule_set()),
            "hmrc/rule_sets/japan.json.gz": gzip.compress(rule_file(rule_set()))[:30],
            "taric/a.xml": b"<html/>",
            "taric/b.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>",
            "hmrc/rule_sets/page.json": b"<html>Service unavailable</html>",
            "hs/page.json": b"Service unavailable",
            "taric/c.xml": b"<env",
            "taric/d.xml": b"not found",
            "taric/Duties 01-99.xlsx": zipped({"[Content_Types].xml": b"<Types/>"}),
            "taric/other.xlsx": zipped({"[Content_Types].xml": b"<Types/>"}),
            "hs/H9.json": b'{"className": "HS1999", "results": []}',
            "hs/latin.csv": b"section,hscode,description,\xe9\n",
            "hs/HS1900.csv": CORRELATION_CSV,
        },
    )
    documents, findings = read(tmp_path)
    assert names(documents) == [("hmrc", "rule_sets", "uk/eu")]
    assert sorted(findings) == [
        ("SRC602", "hmrc/rule_sets/japan.json.gz"),
        ("SRC607", "hmrc/rule_sets/empty.json"),
        ("SRC617", "hs/latin.csv"),
        ("SRC620", "hmrc/rule_sets/canada.json:1:41"),
        ("SRC620", "hmrc/rule_sets/page.json:1:1"),
        ("SRC640", "taric/c.xml:1:5"),
        ("SRC640", "taric/d.xml:1:1"),
        ("SRC641", "taric/b.xml"),
        ("SRC642", "taric/a.xml"),
        ("SRC650", "taric/Duties 01-99.xlsx"),
        ("SRC650", "taric/other.xlsx"),
        ("SRC660", "hs/page.json:1:1"),
        ("SRC667", "hs/H9.json#/className"),
        ("SRC667", "hs/HS1900.csv"),
    ]


def test_two_files_for_one_object(tmp_path: Path) -> None:
    rules = rule_file(rule_set())
    put(tmp_path, {"hmrc/a/eu.json": rules, "hmrc/b/eu.json.gz": gzip.compress(rules)})
    documents, findings = read(tmp_path)
    assert [document.published.url for document in documents] == ["hmrc/a/eu.json"]
    assert findings == [("SRC619", "hmrc/b/eu.json.gz")]


def test_links_and_large_files(tmp_path: Path) -> None:
    put(tmp_path, {"secret.json": rule_file(rule_set()), "data/hmrc/eu.json": rule_file(rule_set())})
    (tmp_path / "data/hmrc/link.json").symlink_to(tmp_path / "secret.json")
    os.mkfifo(tmp_path / "data/hmrc/pipe")
    documents, findings = read(tmp_path / "data", Limits(max_packed_bytes=10))
    assert documents == []
    assert sorted(findings) == [
        ("SRC603", "hmrc/eu.json"),
        ("SRC604", "hmrc/link.json"),
        ("SRC604", "hmrc/pipe"),
    ]


def test_the_sample_has_names_of_its_own(tmp_path: Path) -> None:
    put(
        tmp_path,
        {
            "publisher.json": b'{"publisher": "psra-sample", "licence": "ours"}',
            "hmrc/roo_schemes_uk.json": b'{"schemes": []}',
            "hmrc/eu.json": rule_file(rule_set()),
        },
    )
    documents, _ = read(tmp_path)
    assert [(d.published.name, d.published.publisher, d.published.licence) for d in documents] == [
        ("uk/eu", "psra-sample", "ours"),
        ("uk/sample", "psra-sample", "ours"),
    ]


def test_progress_counts_files(tmp_path: Path) -> None:
    put(tmp_path, {"hmrc/eu.json": rule_file(rule_set()), "hs/sections.csv": b"section,name\n"})
    seen: list[tuple[str, int, int]] = []
    assert len(list(Inbox(tmp_path).documents(lambda *step: seen.append(step)))) == 2
    assert seen == [("ingest", 1, 2), ("ingest", 2, 2)]


@pytest.mark.parametrize("content", [b"[]", b'{"publisher": 1}', b"{"])
def test_a_publisher_file_must_be_sound(tmp_path: Path, content: bytes) -> None:
    put(tmp_path, {"publisher.json": content, "hmrc/eu.json": b"{}"})
    with pytest.raises(Unreadable, match=r"publisher\.json"):
        read(tmp_path)


def test_a_folder_without_publishers(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="none of the folders"):
        read(tmp_path)
    with pytest.raises(Unreadable, match="is not a folder"):
        read(tmp_path / "absent")
