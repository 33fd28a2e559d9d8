"""The published data that stands beside the project: everything is read, counted and loaded."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest

from psra_assets.sources import load
from psra_assets.sources.fetch import Ingested, ingest
from psra_assets.sources.landing import LandingStore
from psra_assets.sources.taric import views
from psra_assets.sources.taric.keys import KEY_FIELDS
from psra_assets.sources.taric.parse_xml import parse_increment
from psra_assets.sources.taric.state import TaricState

NOW = datetime(2026, 11, 24, tzinfo=UTC)
Connection = psycopg.Connection[Any]


@pytest.fixture(scope="module")
def published(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Ingested:
    return ingest(shared / "data", LandingStore(tmp_path_factory.mktemp("landing")), now=NOW)


def test_every_data_set_is_found(published: Ingested) -> None:
    found = Counter((item.published.source, item.published.dataset) for item in published.objects)
    assert found == {
        ("hmrc", "rule_sets"): 72, ("hmrc", "rule_sets_history"): 2, ("hmrc", "schemes"): 2,
        ("hmrc", "schemes_history"): 1, ("hmrc", "scheme_areas"): 1, ("hmrc", "documents"): 4,
        ("hmrc", "nomenclature"): 42, ("hmrc", "cds_extract"): 5,
        ("taric", "increments"): 5, ("taric", "nomenclature"): 3, ("taric", "additional_codes"): 1,
        ("taric", "duties"): 1,
        ("hs", "harmonized_system"): 1, ("hs", "sections"): 1, ("hs", "comtrade"): 5, ("hs", "correlations"): 7,
    }  # fmt: skip
    names = [item.published.name for item in published.of("hmrc", "rule_sets")]
    assert sum(name.startswith("uk/") for name in names) == 37


def test_what_is_not_read_says_why(published: Ingested) -> None:
    assert Counter(finding.code for finding in published.findings).keys() == {"SRC605", "SRC608", "SRC629"}
    misnamed = [finding.place for finding in published.findings if finding.code == "SRC605"]
    assert len(misnamed) == 5
    assert all(place.endswith(".gzip") for place in misnamed)


@pytest.mark.slow
@pytest.mark.timeout(280)
def test_everything_is_loaded_and_counted(published: Ingested, landing_db: Connection) -> None:
    report = load.load_ingested(landing_db, published)
    assert report.failed == ()
    assert report.rows == {
        "hmrc_rules": 60_881, "hmrc_rule_footnotes": 1, "hmrc_schemes": 127, "hmrc_scheme_areas": 71,
        "hmrc_documents": 957, "hmrc_nomenclature": 417, "hmrc_cds_records": 8,
        "taric_records": 34_674, "taric_nomenclature": 77_367, "taric_additional_codes": 55_880, "taric_duties": 15_781,
        "wco_hs_codes": 40_053, "wco_sections": 21, "wco_correlations": 125_064,
    }  # fmt: skip
    counts = Counter(finding.code for finding in report.findings)
    assert (counts["SRC622"], counts["SRC624"], counts["SRC625"], counts["SRC662"]) == (30, 1_420, 1, 1)
    range_place = next(f.place for f in report.findings if f.code == "SRC622" and "1506and1520" in f.message)
    assert range_place.endswith("#/rule_sets/23/min")
    uk = landing_db.execute(
        "select count(*), count(distinct scheme), bool_and(is_range_valid) from landing.current_hmrc_rules "
        "where edition = 'uk'"
    ).fetchone()
    assert uk == (36_550, 37, True)

    state = TaricState()
    for item in sorted(published.of("taric", "increments"), key=lambda item: item.published.name):
        state.apply(parse_increment(item.read_bytes(), place=item.place, defects=[]), place=item.place, defects=[])
    assert len(state) == 34_426
    in_database = landing_db.execute("select element, record_key, payload from landing.taric_state").fetchall()
    assert {(element, key): payload for element, key, payload in in_database} == {
        (record.element, record.record_key): record.payload for record in state
    }
    preferential = Counter(measure.measure_type for measure in views.measures(state) if measure.is_preferential)
    assert preferential == {"142": 2_617, "143": 1_057, "145": 62}

    assert load.load_ingested(landing_db, published).skipped == len(published.objects)


def test_the_keys_are_those_of_the_schema(shared: Path) -> None:
    from lxml import etree

    schema = etree.parse(shared / "data" / "taric" / "xsd" / "eu" / "taric3.xsd")
    name = "{http://www.w3.org/2001/XMLSchema}element"
    elements = {
        element.get("name"): {child.get("name") for child in element.iter(name)}
        for element in schema.iter(name)
        if element.get("substitutionGroup") == "abstract.record"
    }
    assert elements.keys() == KEY_FIELDS.keys()
    for element, fields in KEY_FIELDS.items():
        assert {field.removesuffix("?") for field in fields} <= elements[element]
