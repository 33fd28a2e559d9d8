"""Every expectation can fail: the good rows pass, and its mutation fails it."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace

import psycopg
import pytest

from expectations import SUITES, Suite, suites_sha256
from expectations.mutations import MUTATIONS
from psra_assets.foundation.postgres import Database

pytestmark = pytest.mark.timeout(240)


@pytest.fixture(scope="module")
def schema(platform_db: Database) -> Iterator[str]:
    with platform_db.connect(autocommit=True) as connection:
        connection.execute("create schema gx_test")
        yield "gx_test"
        connection.execute("drop schema gx_test cascade")


def _on(suite: Suite, table: str) -> Suite:
    return replace(suite, asset=f"{suite.asset}/{table}", query=f"select * from {table}")


def _names(suite: Suite) -> list[str]:
    class Names:
        def __getattr__(self, name: str) -> object:
            return lambda **options: options["meta"]["name"]

    return suite.expectations(Names())


def test_every_expectation_has_a_mutation() -> None:
    assert {suite.asset: sorted(_names(suite)) for suite in SUITES} == {
        asset: sorted(mutations.bad) for asset, mutations in MUTATIONS.items()
    }


@pytest.mark.slow
def test_each_mutation_is_caught_and_good_rows_pass(schema: str, platform_db: Database) -> None:
    from psra_assets.checks.gx import validate

    cases: dict[str, tuple[Suite, str | None]] = {}
    with platform_db.connect(autocommit=True) as connection:
        for number, suite in enumerate(SUITES):
            mutations = MUTATIONS[suite.asset]
            for index, name in enumerate([None, *mutations.bad]):
                table = f"{schema}.t{number}_{index}"
                connection.execute(mutations.good.replace("{table}", table))
                if name is not None:
                    changed = connection.execute(mutations.bad[name].replace("{table}", table)).rowcount
                    assert changed > 0, f"the mutation {name} of {suite.asset} changes nothing"
                cases[table] = (_on(suite, table), name)
    failed: dict[str, set[str]] = {}
    for suite, outcomes in validate(platform_db.url(), [suite for suite, _ in cases.values()]):
        table = suite.asset.rpartition("/")[2]
        failed[table] = {outcome.name for outcome in outcomes if not outcome.passed}
        for outcome in outcomes:
            assert "Error" not in outcome.unexpected, f"{outcome.name} could not be evaluated: {outcome.unexpected}"
    for table, (suite, name) in cases.items():
        if name is None:
            assert failed[table] == set(), f"good rows of {suite.asset} fail"
        else:
            assert name in failed[table], f"{suite.asset}: {name} does not catch its mutation"


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
