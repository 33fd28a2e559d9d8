"""The landing store: content-addressed, atomic, idempotent, shared."""

from __future__ import annotations

import hashlib
import stat
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from psra_assets.sources.errors import LandingDamaged, Unreadable
from psra_assets.sources.landing import LandingStore, Published

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
LATER = datetime(2026, 11, 25, 12, tzinfo=UTC)
EU = Published(
    source="hmrc",
    publisher="hmrc",
    dataset="rule_sets",
    name="uk/eu",
    url="https://publisher.example/eu.json",
    media_type="application/json",
    licence="OGL-UK-3.0",
    published_on=date(2026, 1, 1),
    etag='"1"',
)


@pytest.fixture
def store(tmp_path: Path) -> LandingStore:
    return LandingStore(tmp_path / "landing")


def test_bytes_lie_under_their_digest_and_only_their_owner_reads_them(store: LandingStore) -> None:
    landed = store.land(EU, b"{}", now=NOW)
    digest = hashlib.sha256(b"{}").hexdigest()
    assert landed.path == store.root / digest[:2] / digest
    assert landed.read_bytes() == b"{}"
    assert (landed.sha256, landed.size, landed.fetched_at) == (digest, 2, NOW)
    assert stat.S_IMODE(landed.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(landed.path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE((store.root / "manifest.jsonl").stat().st_mode) == 0o600
    assert [path.name for path in landed.path.parent.iterdir()] == [digest]


def test_landing_again_adds_nothing(store: LandingStore) -> None:
    first = store.land(EU, b"{}", now=NOW)
    again = store.land(EU, b"{}", now=LATER)
    assert again == replace(first, last_seen_at=LATER)
    assert (store.root / "manifest.jsonl").read_bytes().count(b"\n") == 1


def test_the_same_bytes_under_two_names_are_two_objects_in_one_file(store: LandingStore) -> None:
    one = store.land(EU, b"{}", now=NOW)
    two = store.land(replace(EU, name="xi/eu"), b"{}", now=NOW)
    assert one.path == two.path
    assert one.key != two.key
    assert len(store.objects()) == 2


def test_another_process_sees_what_was_landed(store: LandingStore) -> None:
    landed = store.land(EU, b"{}", now=NOW)
    other = LandingStore(store.root)
    assert other.objects() == [landed]
    newer = other.land(replace(EU, etag='"2"'), b"[]", now=LATER)
    assert store.objects() == [landed, newer]


def test_a_line_that_a_crash_cut_short_is_written_over(store: LandingStore) -> None:
    store.land(EU, b"{}", now=NOW)
    manifest = store.root / "manifest.jsonl"
    manifest.write_bytes(manifest.read_bytes() + b'{"source": "hm')
    other = LandingStore(store.root)
    other.land(replace(EU, name="uk/japan"), b"[]", now=NOW)
    assert [item.published.name for item in LandingStore(store.root).objects()] == ["uk/eu", "uk/japan"]


def test_a_manifest_line_that_is_no_record_names_its_place(store: LandingStore) -> None:
    store.land(EU, b"{}", now=NOW)
    manifest = store.root / "manifest.jsonl"
    manifest.write_bytes(b"not json\n")
    with pytest.raises(LandingDamaged, match=r"manifest\.jsonl@0: SRC615"):
        LandingStore(store.root).objects()


def test_changed_or_missing_bytes_are_found(store: LandingStore) -> None:
    landed = store.land(EU, b"{}", now=NOW)
    landed.path.write_bytes(b"[]")
    with pytest.raises(LandingDamaged, match="differ from their digest"):
        landed.read_bytes()
    landed.path.unlink()
    with pytest.raises(LandingDamaged, match="is gone"):
        landed.read_bytes()


def test_a_cut_file_is_landed_anew(store: LandingStore) -> None:
    landed = store.land(EU, b'{"a": 1}', now=NOW)
    landed.path.write_bytes(b"{")
    assert store.land(EU, b'{"a": 1}', now=NOW).read_bytes() == b'{"a": 1}'


def test_the_newest_answer_of_an_address(store: LandingStore) -> None:
    archive = "https://publisher.example/x.zip"
    old = [replace(EU, name=name, url=f"{archive}!/{name}", etag='"1"') for name in ("a", "b")]
    for number, published in enumerate(old):
        store.land(published, str(number).encode(), now=NOW)
    assert [item.published.name for item in store.latest_from(archive)] == ["a", "b"]
    newer = store.land(replace(old[0], etag='"2"'), b"new", now=LATER)
    assert store.latest_from(archive) == [newer]
    assert store.latest_from("https://publisher.example/other") == []


def test_an_answer_without_validator_or_bytes_is_asked_for_anew(store: LandingStore) -> None:
    landed = store.land(EU, b"{}", now=NOW)
    assert store.latest_from(EU.url) == [landed]
    landed.path.unlink()
    assert store.latest_from(EU.url) == []
    store.land(replace(EU, url="https://publisher.example/plain", etag=None), b"[]", now=NOW)
    assert store.latest_from("https://publisher.example/plain") == []


def test_a_folder_that_cannot_be_written_is_a_coded_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Unreadable, match="SRC601 The landing folder cannot be written"):
        LandingStore(tmp_path / "file" / "landing").land(EU, b"{}", now=NOW)
