"""What a run of the main job did, read back from the run's own events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from psra_assets.resources.stage import ROWS, SECONDS, UNCHANGED

if TYPE_CHECKING:
    from dagster import DagsterEvent

    from psra_assets.foundation.unit_of_work import Connection

# Assets of these layers are told one by one; the layers that dbt builds are one stage.
_BUILT = {"staging", "intermediate", "marts", "published_v1"}
_VERDICTS = ("originating", "non_originating", "undetermined")


@dataclass(frozen=True)
class StageResult:
    """One stage: rows written, or None where it says nothing of rows; ``skipped`` where there was nothing to do."""

    name: str
    rows: int | None
    seconds: float
    skipped: bool


@dataclass(frozen=True)
class AgreementCounts:
    """Rules of one agreement by state, as they stand in ``law``."""

    agreement: str
    compiled: int
    attested: int
    quarantined: int


@dataclass(frozen=True)
class RunSummary:
    """What a run did. ``release_id`` is None where the run did not publish; ``why_not_published`` then says why."""

    run_id: str
    stages: tuple[StageResult, ...]
    agreements: tuple[AgreementCounts, ...]
    verdicts: Mapping[str, int] = field(default_factory=dict)
    findings: tuple[str, ...] = ()
    release_id: int | None = None
    why_not_published: str | None = None


def stages_of(events: Iterable[DagsterEvent]) -> tuple[StageResult, ...]:
    """Stages in the order in which they ended: one an asset, one for all that dbt builds, one for the suites."""
    found: dict[str, StageResult] = {}
    for event in events:
        if event.is_step_materialization:
            materialization = event.step_materialization_data.materialization
            metadata = _plain(materialization.metadata)
            path = materialization.asset_key.path
            if materialization.partition is not None:
                continue  # a part of the step's own materialization
            if path[0] in _BUILT:
                _add(found, StageResult("dbt build", None, 0.0, bool(metadata.get(UNCHANGED))))
            else:
                _add(found, _stage("/".join(path), metadata))
        elif event.event_type_value == "ASSET_CHECK_EVALUATION":
            metadata = _plain(event.asset_check_evaluation_data.metadata)
            if SECONDS in metadata:
                _add(found, _stage("great expectations", metadata))
    seconds = _step_seconds(events)
    return tuple(
        StageResult(s.name, s.rows, seconds.get("dbt", s.seconds) if s.name == "dbt build" else s.seconds, s.skipped)
        for s in found.values()
    )


def failures_of(events: Iterable[DagsterEvent]) -> list[str]:
    """Why the run did not end well: checks that failed and block, then steps that failed, in a sentence each."""
    checks, steps = [], []
    for event in events:
        if event.event_type_value == "ASSET_CHECK_EVALUATION":
            evaluation = event.asset_check_evaluation_data
            if not evaluation.passed and evaluation.blocking and evaluation.severity.value == "ERROR":
                detail = f": {evaluation.description}" if evaluation.description else ""
                checks.append(
                    f"check {evaluation.check_name} of {evaluation.asset_key.to_user_string()} failed{detail}"
                )
        elif event.is_step_failure:
            error = event.step_failure_data.error
            cause = error.cause if error and error.cause else error
            steps.append(f"step {event.step_key} failed: {_first_line(cause.message if cause else 'no message')}")
    return checks or steps


def verdicts_of(events: Iterable[DagsterEvent]) -> dict[str, int]:
    """Decisions of the portfolio by verdict; empty where it was not decided."""
    for event in events:
        if event.is_step_materialization:
            materialization = event.step_materialization_data.materialization
            if materialization.asset_key.path[0] == "determinations":
                metadata = _plain(materialization.metadata)
                return {verdict: int(metadata[verdict]) for verdict in _VERDICTS}
    return {}


def agreements_in(connection: Connection) -> tuple[AgreementCounts, ...]:
    """Rules in force in our knowledge, by agreement and state."""
    rows = connection.execute(
        "select agreement_id, count(*) filter (where state = 'compiled')::int as compiled,"
        " count(*) filter (where state = 'attested')::int as attested,"
        " count(*) filter (where state = 'quarantined')::int as quarantined"
        " from law.rules where recorded_to is null group by agreement_id order by agreement_id"
    )
    return tuple(
        AgreementCounts(row["agreement_id"], row["compiled"], row["attested"], row["quarantined"]) for row in rows
    )


def findings_in(connection: Connection) -> tuple[str, ...]:
    """Findings in force, errors first."""
    rows = connection.execute(
        "select place, code, severity, message from landing.current_findings"
        " order by array_position(array['error', 'warning', 'info'], severity), place, finding_id"
    )
    return tuple(f"{row['place']}: {row['code']} {row['severity']}: {row['message']}" for row in rows)


def _stage(name: str, metadata: Mapping[str, Any]) -> StageResult:
    rows = metadata.get(ROWS)
    return StageResult(
        name,
        int(rows) if rows is not None else None,
        float(metadata.get(SECONDS, 0.0)),
        bool(metadata.get(UNCHANGED, False)),
    )


def _add(found: dict[str, StageResult], new: StageResult) -> None:
    old = found.get(new.name)
    if old is None:
        found[new.name] = new
        return
    rows = None if old.rows is None and new.rows is None else (old.rows or 0) + (new.rows or 0)
    found[new.name] = StageResult(new.name, rows, old.seconds + new.seconds, old.skipped and new.skipped)


def _step_seconds(events: Iterable[DagsterEvent]) -> dict[str, float]:
    return {
        str(event.step_key): event.step_success_data.duration_ms / 1000
        for event in events
        if event.event_type_value == "STEP_SUCCESS"
    }


def _plain(metadata: Mapping[str, Any]) -> dict[str, Any]:
    return {key: getattr(value, "value", value) for key, value in metadata.items()}


def _first_line(text: str) -> str:
    return next((line.strip() for line in text.splitlines() if line.strip()), text)
