"""Every expectation can fail: the good rows pass, and its mutation fails it and no other."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace

import psycopg
import pytest

from expectations import LANDED, SUITES, Suite, suites_sha256
from expectations.mutations import MUTATIONS
from psra_assets.foundation.postgres import Database
from psra_assets.raw.catalogue import RAW_ASSETS
from psra_assets.sources.load.datasets import DATASETS

pytestmark = pytest.mark.timeout(240)


@pytest.fixture(scope="module")
def schema(platform_db: Database) -> Iterator[str]:
    with platform_db.connect(autocommit=True) as connection:
        connection.execute("create schema gx_test")
        yield "gx_test"
        connection.execute("drop schema gx_test cascade")


def _on(suite: Suite, table: str) -> Suite:
    return replace(suite, name=table, query=f"select * from {table}")


def _expected(suite: Suite) -> dict[str, str]:
    """Names of a suite's expectations, with the severity of each."""

    class Names:
        def __getattr__(self, name: str) -> object:
            return lambda **options: (options["meta"]["name"], options.get("severity", "critical"))

    return dict(suite.expectations(Names()))


def test_every_expectation_has_a_mutation() -> None:
    assert {suite.name: sorted(_expected(suite)) for suite in SUITES} == {
        name: sorted(mutations.bad) for name, mutations in MUTATIONS.items()
    }


def test_every_landing_table_has_a_suite() -> None:
    tables = {table.name for dataset in DATASETS.values() for table in dataset.tables}
    # Measures are a view of the records; the other two are the manifest's.
    assert {suite.name.removeprefix("landed.") for suite in LANDED} - tables == {
        "taric_measures",
        "objects",
        "findings",
    }
    assert tables <= {suite.name.removeprefix("landed.") for suite in LANDED}
    assert {suite.asset for suite in LANDED} == {asset.name for asset in RAW_ASSETS} | {"raw/landing/manifest"}


def test_every_landed_suite_can_block() -> None:
    for suite in LANDED:
        assert "critical" in _expected(suite).values(), suite.name


@pytest.mark.slow
def test_good_rows_pass_and_each_mutation_fails_its_expectation_and_no_other(
    schema: str, platform_db: Database
) -> None:
    from psra_assets.checks.gx import validate

    cases: dict[str, tuple[Suite, str | None]] = {}
    with platform_db.connect(autocommit=True) as connection:
        for number, suite in enumerate(SUITES):
            mutations = MUTATIONS[suite.name]
            for index, name in enumerate([None, *mutations.bad]):
                table = f"{schema}.t{number}_{index}"
                connection.execute(mutations.good.replace("{table}", table))
                if name is not None:
                    changed = connection.execute(mutations.bad[name].replace("{table}", table)).rowcount
                    assert changed > 0, f"the mutation {name} of {suite.name} changes nothing"
                cases[table] = (suite, name)
    wrong = []
    for on, outcomes in validate(platform_db.url(), [_on(suite, table) for table, (suite, _) in cases.items()]):
        suite, name = cases[on.name]
        severities = _expected(suite)
        for outcome in outcomes:
            assert "Error" not in outcome.unexpected, f"{outcome.name} could not be evaluated: {outcome.unexpected}"
            assert outcome.is_critical == (severities[outcome.name] == "critical")
        failed = {outcome.name for outcome in outcomes if not outcome.passed}
        if failed != ({name} if name else set()):
            wrong.append(f"{suite.name}: {name or 'good rows'} fails {sorted(failed)}")
    assert wrong == []


def test_an_expectation_that_cannot_be_evaluated_fails(platform_db: Database) -> None:
    from psra_assets.checks.gx import validate

    suite = replace(SUITES[2], query="select 1 as other")
    [(_, outcomes)] = validate(platform_db.url(), [suite])
    assert {outcome.name for outcome in outcomes if not outcome.passed} >= {"covered_is_a_share"}


def test_the_suites_do_not_import_great_expectations() -> None:
    code = "import sys, expectations, expectations.mutations; sys.exit('great_expectations' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_digest_is_of_the_suites_code() -> None:
    assert suites_sha256() == suites_sha256()
    assert len(suites_sha256()) == 64


def test_no_connection_is_left_behind(platform_db: Database) -> None:
    from psra_assets.checks.gx import validate

    count = "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
    with psycopg.connect(platform_db.url(), autocommit=True) as connection:
        before = connection.execute(count).fetchone()
        list(validate(platform_db.url(), [replace(SUITES[2], query="select 1 as covered_pct")]))
        deadline = time.monotonic() + 10  # a backend ends a moment after its client has gone
        while (now := connection.execute(count).fetchone()) != before and time.monotonic() < deadline:
            time.sleep(0.1)
        assert now == before
