"""The bundled sample: built from its facts byte for byte, read by the parsers of the publishers' files, ours alone."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from psra_assets.sources.classify import SAMPLE
from psra_assets.sources.fetch import BUNDLED, Ingested, ingest
from psra_assets.sources.hmrc.parse_rules import parse_rules
from psra_assets.sources.landing import LandingStore
from psra_assets.sources.taric import views
from psra_assets.sources.taric.parse_xml import parse_increment
from psra_assets.sources.taric.state import TaricState
from scripts import build_bundled

NOW = datetime(2026, 11, 24, tzinfo=UTC)


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Ingested:
    return ingest("bundled", LandingStore(tmp_path_factory.mktemp("landing")), now=NOW)


def test_the_script_writes_exactly_what_is_committed() -> None:
    committed = {
        path.relative_to(BUNDLED).as_posix(): path.read_bytes()
        for path in BUNDLED.rglob("*")
        if path.is_file() and path.name != "README.md"
    }
    assert build_bundled.files() == committed


def test_it_is_read_without_a_finding_and_marked_as_a_sample(ingested: Ingested) -> None:
    assert ingested.findings == ()
    assert {item.published.publisher for item in ingested.objects} == {SAMPLE}
    assert len(ingested.of("hmrc")) == 6
    assert len(ingested.of("taric", "increments", "nomenclature")) == 2
    assert len(ingested.of("hs")) == 5


def test_the_schemes_cover_chapters_39_and_40(ingested: Ingested) -> None:
    for item in ingested.of("hmrc", "rule_sets"):
        scheme = item.published.name.removeprefix("uk/")
        rows = list(parse_rules(item.read_bytes(), scheme=scheme, edition="uk", place=scheme, defects=[]))
        ranges = [(row.min_code[:6], row.max_code[:6]) for row in rows]
        for code in build_bundled.subheadings():
            covered = any(low <= code <= high for low, high in ranges)
            if code[:2] in ("39", "40"):
                assert covered, f"{scheme} has no rule for {code}"
    assert {item.published.name for item in ingested.of("hmrc", "rule_sets")} == {
        "uk/eu", "uk/japan", "uk/canada", "uk/south-korea",
    }  # fmt: skip


def test_the_increment_corrects_and_withdraws() -> None:
    state = TaricState()
    data = (BUNDLED / "taric" / "TGB26001.xml").read_bytes()
    state.apply(parse_increment(data, place="t", defects=[]), place="t", defects=[])
    assert [d.description for d in views.descriptions(state) if d.goods_code == "3926000000"] == ["Other plastic goods"]
    measures = list(views.measures(state))
    assert {(m.geographical_area, m.goods_code) for m in measures} == {
        (area, code) for area in ("GB", "JP", "CA", "KR") for code in ("3926909700", "4011100000")
    }
    assert all(m.is_preferential for m in measures)


def test_it_holds_none_of_a_publishers_words(shared: Path) -> None:
    """No text of more than four words of a published rule set stands in the sample."""
    published: set[str] = set()
    folder = shared / "data" / "hmrc" / "rules_of_origin" / "roo_schemes_uk" / "rule_sets"
    for scheme in ("eu", "japan", "canada", "south-korea"):
        document = json.loads(gzip.decompress((folder / f"{scheme}.json.gz").read_bytes()))
        published |= {rule["rule"].strip() for entry in document["rule_sets"] for rule in entry["rules"]}
        published |= {entry.get("subdivision", "").strip() for entry in document["rule_sets"]}
    ours = {
        words
        for path in (BUNDLED / "hmrc" / "rule_sets").glob("*.json")
        for entry in json.loads(path.read_text())["rule_sets"]
        for words in [entry["subdivision"], *(rule["rule"] for rule in entry["rules"])]
    }
    assert {words for words in ours & published if len(words.split()) > 4} == set()
