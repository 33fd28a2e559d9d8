"""A tenant's portfolio in Dagster: the sensor asks for what changed, the asset decides it, in a partition each."""

from __future__ import annotations

import json
from uuid import uuid4

import dagster as dg
import pytest

from psra_assets.automation.summary import RunSummary
from psra_assets.determinations.portfolios import AGREEMENTS, TENANTS, portfolio_changes, portfolio_verdicts
from psra_assets.foundation.postgres import Database
from psra_assets.foundation.unit_of_work import unit_of_work
from psra_assets.resources.clock import Clock
from psra_assets.resources.postgres import Postgres

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900), pytest.mark.xdist_group("dagster")]

CASE = {
    "exporting_party": "GB",
    "importing_party": "EU",
    "product": {"hs_code": "392690", "tags": [], "ex_works_price": {"amount": "100", "currency": "EUR"}},
    "materials": [
        {
            "id": "granulate",
            "hs_code": "390110",
            "value": {"amount": "40", "currency": "EUR"},
            "origin": {"status": "non_originating", "country": "CN"},
        }
    ],
    "operations": "beyond_insufficient",
}


def test_from_a_bill_to_its_verdicts(first_run: RunSummary, platform_db: Database) -> None:
    tenant = str(uuid4())
    resources = {"postgres": Postgres(), "clock": Clock(fixed="2026-11-24T12:00:00+00:00")}

    def record(bill: str) -> None:
        with platform_db.connect() as connection, unit_of_work(connection, role="psra_app", tenant=tenant) as work:
            work.execute(
                "insert into app.bills (tenant_id, bill_id, document) values (%s, %s, %s)",
                [tenant, bill, json.dumps(CASE)],
            )

    record("cover")
    with dg.DagsterInstance.ephemeral() as instance:

        def look(cursor: str | None) -> dg.SensorResult | dg.SkipReason:
            context = dg.build_sensor_context(instance=instance, cursor=cursor, resources={"postgres": Postgres()})
            return portfolio_changes(context)  # type: ignore[return-value]

        asked = look(None)
        assert isinstance(asked, dg.SensorResult)
        for request in asked.dynamic_partitions_requests or ():
            instance.add_dynamic_partitions(request.partitions_def_name, list(request.partition_keys))
        assert tenant in instance.get_dynamic_partitions(TENANTS.name or "")
        assert "gb-eu" in instance.get_dynamic_partitions(AGREEMENTS.name or "")
        key = f"gb-eu|{tenant}"
        assert key in [str(request.partition_key) for request in asked.run_requests or ()]
        assert isinstance(look(asked.cursor), dg.SkipReason)

        def run() -> dict[str, object]:
            done = dg.materialize([portfolio_verdicts], partition_key=key, instance=instance, resources=resources)
            (event,) = done.get_asset_materialization_events()
            assert event.materialization.partition == key
            return {name: value.value for name, value in event.materialization.metadata.items()}

        first = run()
        assert (first["originating"], first["decided_again"], first["written"]) == (1, 1, 1)
        again = run()
        assert (again["decided_again"], again["written"], again["sha256"]) == (0, 0, first["sha256"])
        record("lid")
        changed = look(asked.cursor)
        assert isinstance(changed, dg.SensorResult)
        assert {str(r.partition_key).split("|")[1] for r in changed.run_requests or ()} == {tenant}
        more = run()
        assert (more["originating"], more["decided_again"], more["dagster/row_count"]) == (2, 1, 2)
