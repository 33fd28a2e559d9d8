"""The main job, headless: the same graph, the same storage and the same checks as in the web server."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING

from psra_assets.automation.instance import dagster_environment
from psra_assets.automation.summary import AgreementCounts, RunSummary, StageResult
from psra_assets.foundation.postgres import database
from psra_assets.foundation.unit_of_work import unit_of_work

if TYPE_CHECKING:
    from dagster import EventLogEntry

    from psra_assets.resources.progress import Report

__all__ = ["AgreementCounts", "RunSummary", "StageResult", "run_platform_job"]

_STATEMENT_MS = 60_000
_RECYCLE_S = 3600


def run_platform_job(data: str, progress: Report) -> RunSummary:
    """Run the job on ``data`` (``bundled``, ``live`` or a folder) in this process, and say what it did.

    A file that cannot be read is among the findings. A failed check is in ``why_not_published``; nothing is raised for
    it. Raises ``Unreadable`` (SRC601) before anything runs if the folder is no data folder.
    """
    _refuse_unusable(data)
    db = database()
    db.prepare()
    os.environ.update(dagster_environment(db))
    progress("load the graph", 0, 0)
    import dagster as dg

    from psra_assets.automation.job import JOB
    from psra_assets.automation.summary import agreements_in, failures_of, findings_in, stages_of, verdicts_of
    from psra_assets.definitions import defs
    from psra_assets.resources.progress import listening

    run_id = str(uuid.uuid4())
    # dbt's lines go where Dagster's do not: standard output belongs to the caller's data.
    with (
        dg.DagsterInstance.get() as instance,
        listening(progress),
        Path(os.devnull).open("w") as nowhere,
        redirect_stdout(nowhere),
    ):
        # Dagster opens a connection for each event, half of the run's time, unless it is told that the process lives.
        instance.optimize_for_webserver(statement_timeout=_STATEMENT_MS, pool_recycle=_RECYCLE_S, max_overflow=8)
        instance.add_event_listener(run_id, _telling(progress))
        job = defs.resolve_job_def(JOB)
        result = job.execute_in_process(
            run_id=run_id,
            instance=instance,
            raise_on_error=False,
            run_config={
                "resources": {"data_source": {"config": {"data": data}}},
                # The run's log is in Dagster's storage; the terminal belongs to the caller's progress.
                "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
            },
        )
    events = result.all_events
    failures = failures_of(events)
    with db.connect() as connection, unit_of_work(connection, role="psra_etl") as work:
        release = work.execute("select max(release_id) as release_id from law.releases").fetchone()
        agreements, findings = agreements_in(work), findings_in(work)
    published = any(
        event.is_step_materialization
        and event.step_materialization_data.materialization.asset_key.path[0] == "published"
        for event in events
    )
    return RunSummary(
        run_id=run_id,
        stages=stages_of(events),
        agreements=agreements,
        verdicts=verdicts_of(events),
        findings=findings,
        release_id=release["release_id"] if release and published else None,
        why_not_published="; ".join(failures) if failures and not published else None,
    )


def _refuse_unusable(data: str) -> None:
    """A wrong folder is the user's mistake, to be said at once and not as a failed step."""
    if data in {"bundled", "live"}:
        return
    from psra_assets.sources.errors import Unreadable
    from psra_assets.sources.inbox import SOURCES

    folder = Path(data)
    if not any((folder / source).is_dir() for source in SOURCES):
        reason = "has none of the folders hmrc/, taric/ and hs/" if folder.is_dir() else "is not a folder"
        raise Unreadable(
            f"the data folder {reason}.", place=data, remedy="Name the folder that holds the publishers' folders."
        )


def _telling(progress: Report) -> Callable[[EventLogEntry], None]:
    """Tell of each step that begins."""

    def listener(entry: EventLogEntry) -> None:
        event = entry.dagster_event
        if event is not None and event.event_type_value == "STEP_START":
            progress(str(event.step_key).replace("__", "/"), 0, 0)

    return listener
