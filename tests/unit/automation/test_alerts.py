"""A stale source is told once, and so is its recovery."""

from __future__ import annotations

import json
from types import SimpleNamespace

import dagster as dg
import httpx
import pytest
from pytest_httpserver import HTTPServer

from psra_assets.automation.alerts import VARIABLE, changes, stale_source_alert
from psra_assets.raw.catalogue import RAW_ASSETS

NAME = RAW_ASSETS[0].name


def test_changes_are_told_once_and_recovery_too() -> None:
    assert changes({}, {NAME: "PASS"}) == {}
    assert changes({}, {NAME: "FAIL"}) == {NAME: "FAIL"}
    assert changes({NAME: "WARN"}, {NAME: "FAIL"}) == {NAME: "FAIL"}
    assert changes({NAME: "FAIL"}, {NAME: "FAIL"}) == {}
    assert changes({NAME: "FAIL"}, {NAME: "PASS"}) == {NAME: "PASS"}
    assert changes({NAME: "PASS"}, {NAME: "UNKNOWN"}) == {}


def _evaluate(monkeypatch: pytest.MonkeyPatch, state: str, cursor: str | None) -> tuple[dg.SkipReason, str | None]:
    with dg.DagsterInstance.ephemeral() as instance:
        records = {dg.AssetKey(list(RAW_ASSETS[0].key)): SimpleNamespace(freshness_state=SimpleNamespace(name=state))}
        monkeypatch.setattr(type(instance), "get_freshness_state_records", lambda *_: records)
        context = dg.build_sensor_context(instance=instance, cursor=cursor)
        reason = stale_source_alert(context)
        assert isinstance(reason, dg.SkipReason)
        return reason, context.cursor


def test_the_alert_is_posted_and_remembered(monkeypatch: pytest.MonkeyPatch, httpserver: HTTPServer) -> None:
    httpserver.expect_oneshot_request(
        "/alert", method="POST", json={"text": f"psra freshness: {NAME} is FAIL"}
    ).respond_with_data("ok")
    monkeypatch.setenv(VARIABLE, httpserver.url_for("/alert"))
    reason, cursor = _evaluate(monkeypatch, "FAIL", None)
    assert reason.skip_message == f"{NAME} is FAIL"
    assert json.loads(cursor or "") == {NAME: "FAIL"}
    reason, _ = _evaluate(monkeypatch, "FAIL", cursor)
    assert reason.skip_message == "no source changed its state"
    httpserver.check_assertions()


def test_an_alert_that_was_not_taken_is_tried_again(monkeypatch: pytest.MonkeyPatch, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/alert").respond_with_data("no", status=503)
    monkeypatch.setenv(VARIABLE, httpserver.url_for("/alert"))
    with pytest.raises(httpx.HTTPStatusError):
        _evaluate(monkeypatch, "FAIL", None)


def test_without_an_address_the_log_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    reason, cursor = _evaluate(monkeypatch, "WARN", None)
    assert reason.skip_message == f"{NAME} is WARN"
    assert cursor is not None
