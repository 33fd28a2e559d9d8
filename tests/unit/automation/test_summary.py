"""A run's summary is read back from its own events."""

from __future__ import annotations

import time

import dagster as dg

from psra_assets.automation.summary import StageResult, failures_of, stages_of, verdicts_of
from psra_assets.resources.stage import stage


def _run(*definitions: object) -> list[dg.DagsterEvent]:
    assets = [item for item in definitions if isinstance(item, dg.AssetsDefinition)]
    result = dg.materialize(assets, raise_on_error=False, instance=dg.DagsterInstance.ephemeral())
    return list(result.all_events)


def _asset(key: str, *, rows: int = 1, skipped: bool = False, **metadata: int) -> dg.AssetsDefinition:
    @dg.asset(key=key.split("/"))
    def one() -> dg.MaterializeResult[None]:
        said = stage(rows=rows, started=time.monotonic() - 2, skipped=skipped)
        return dg.MaterializeResult(metadata={**said, **metadata})

    return one


def test_assets_are_stages_and_what_dbt_builds_is_one() -> None:
    events = _run(
        _asset("raw/hmrc/rules_of_origin", rows=7),
        _asset("marts/origin/fct_rules", skipped=True),
        _asset("published_v1/origin/rules", skipped=True),
    )
    stages = {item.name: item for item in stages_of(events)}
    assert set(stages) == {"raw/hmrc/rules_of_origin", "dbt build"}
    raw = stages["raw/hmrc/rules_of_origin"]
    assert (raw.rows, raw.skipped) == (7, False)
    assert raw.seconds >= 2
    assert stages["dbt build"] == StageResult("dbt build", None, 0.0, True)


def test_one_rebuilt_model_makes_the_build_no_longer_skipped() -> None:
    events = _run(_asset("marts/origin/fct_rules", skipped=True), _asset("marts/origin/fct_coverage"))
    [build] = stages_of(events)
    assert not build.skipped


def test_verdicts_come_from_the_portfolio() -> None:
    assert verdicts_of(_run(_asset("raw/a/b"))) == {}
    counts = {"originating": 3, "non_originating": 2, "undetermined": 1}
    assert verdicts_of(_run(_asset("determinations/sample/portfolio", **counts))) == counts


def test_a_failed_blocking_check_is_the_reason_rather_than_the_step() -> None:
    @dg.asset(
        key=["marts", "a", "b"],
        check_specs=[
            dg.AssetCheckSpec("strict", asset=["marts", "a", "b"], blocking=True),
            dg.AssetCheckSpec("lenient", asset=["marts", "a", "b"]),
        ],
    )
    def checked():  # type: ignore[no-untyped-def]
        yield dg.AssetCheckResult(check_name="strict", passed=False, description="two rows")
        yield dg.AssetCheckResult(check_name="lenient", passed=False)
        yield dg.MaterializeResult()

    assert failures_of(_run(checked)) == ["check strict of marts/a/b failed: two rows"]


def test_a_step_that_raises_is_told_in_its_first_line() -> None:
    @dg.asset(key=["raw", "a", "b"])
    def broken() -> None:
        raise ValueError("the first line\nand more")

    [reason] = failures_of(_run(broken))
    assert reason == "step raw__a__b failed: ValueError: the first line"


def test_nothing_failed_gives_no_reason() -> None:
    assert failures_of(_run(_asset("raw/a/b"))) == []
