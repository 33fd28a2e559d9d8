"""The alert on stale sources. Dagster's daemon evaluates freshness policies, but tells nobody."""

import json
import os
from collections.abc import Mapping

import dagster as dg

from psra_assets.raw.catalogue import RAW_ASSETS

VARIABLE = "PSRA_ALERT_URL"
_GOOD = {"PASS", "UNKNOWN", "NOT_APPLICABLE"}
_TIMEOUT_S = 10.0


def changes(before: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    """Sources whose state differs from what was last told, but for good ones that were never told to be bad."""
    return {
        name: state
        for name, state in now.items()
        if before.get(name) != state and (state not in _GOOD or before.get(name, "PASS") not in _GOOD)
    }


@dg.sensor(
    name="stale_source_alert",
    minimum_interval_seconds=300,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Logs each source that turned stale or fresh again, and posts it to PSRA_ALERT_URL if that is set.",
    target=[],
)
def stale_source_alert(context: dg.SensorEvaluationContext) -> dg.SkipReason:
    """Tell each change of state once: the cursor holds what was told. A post that fails is tried again next time."""
    keys = [dg.AssetKey(list(asset.key)) for asset in RAW_ASSETS]
    records = context.instance.get_freshness_state_records(keys)
    now = {key.to_user_string(): record.freshness_state.name for key, record in records.items()}
    news = changes(json.loads(context.cursor or "{}"), now)
    if not news:
        return dg.SkipReason("no source changed its state")
    text = ", ".join(f"{name} is {state}" for name, state in sorted(news.items()))
    context.log.warning("freshness: %s", text)
    if address := os.environ.get(VARIABLE):
        import httpx

        httpx.post(address, json={"text": f"psra freshness: {text}"}, timeout=_TIMEOUT_S).raise_for_status()
    context.update_cursor(json.dumps(now))
    return dg.SkipReason(text)
