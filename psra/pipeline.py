"""The main job: the Dagster job up to *decide*, then *issue* and *verify* through serving's services."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from psra_assets.foundation.postgres import database
from psra_assets.foundation.settings import PROJECT_ROOT, settings
from psra_assets.foundation.unit_of_work import unit_of_work

if TYPE_CHECKING:
    from psra.cli.console import Report
    from psra_assets.automation.run import AgreementCounts, RunSummary, StageResult

REQUEST_FILE = PROJECT_ROOT / "psra_assets" / "determinations" / "portfolio" / "ltsd_request.json"


@dataclass(frozen=True)
class PipelineSummary:
    """What the main job did. ``release_id`` is None if nothing stands published."""

    stages: list[StageResult]
    agreements: list[AgreementCounts]
    verdicts: dict[str, int]
    findings: list[str]
    release_id: int | None
    why_not_published: str | None
    quarantined: list[tuple[str, int]]
    certificate: Path | None = None
    verification: str | None = None


def run_pipeline(data: str, report: Report) -> PipelineSummary:
    """Run the job on ``data`` (``bundled``, ``live`` or a folder), then issue and verify the sample declaration."""
    from psra_assets.automation.run import run_platform_job

    db = database()
    db.prepare()
    done: RunSummary = run_platform_job(data, report)
    summary = PipelineSummary(
        stages=list(done.stages),
        agreements=list(done.agreements),
        verdicts=dict(done.verdicts),
        findings=[str(item) for item in done.findings],
        release_id=done.release_id,
        why_not_published=done.why_not_published,
        quarantined=_quarantine_reasons(),
    )
    if done.release_id is None:
        return summary
    return _issue_and_verify(summary, report)


def _quarantine_reasons() -> list[tuple[str, int]]:
    """Why rules in force are quarantined, the commonest reasons first."""
    with database().connect() as connection, unit_of_work(connection, role="psra_etl") as work:
        rows = work.execute(
            "select reason, count(*)::int as rules from law.rules"
            " where state = 'quarantined' and recorded_to is null group by reason order by rules desc, reason"
        )
        return [(row["reason"], row["rules"]) for row in rows]


def _request(today: date) -> dict[str, object]:
    """The sample's request for the two years from today, strictly read (Implementing Regulation 2015/2447 Art. 62)."""
    request: dict[str, object] = json.loads(REQUEST_FILE.read_bytes())
    # 29 February has no like in two years: the period then ends on the last day before 1 March.
    same_day = date(today.year + 2, today.month, min(today.day, 28) if today.month == 2 else today.day)
    request["period"] = {"from": today.isoformat(), "to": (same_day - timedelta(days=1)).isoformat()}
    return request


def _issue_and_verify(summary: PipelineSummary, report: Report) -> PipelineSummary:
    """Issue the sample long-term supplier's declaration on the release and verify the file on disk.

    The same request on the same release and day is the same declaration: a second run issues nothing new.
    """
    from psra_assets.automation.run import StageResult
    from serving.certificates import service as certificates
    from serving.verify import service as verification

    tenant = settings().tenant
    today = datetime.now(UTC).date()
    request = json.dumps(_request(today)).encode()
    started = time.monotonic()
    report("issue", 0, 0)
    with database().connect() as connection:
        issued = certificates.issue_json(connection, request, tenant=tenant, today=today)
    path = settings().certificates_dir / f"{issued.certificate_id}.pdf"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(issued.pdf)
    issued_at = time.monotonic()
    report("verify", 0, 0)
    with database().connect() as connection:
        found = verification.verify(connection, path.read_bytes(), tenant=tenant)
    stages = [
        *summary.stages,
        StageResult(name="issue", rows=1, seconds=issued_at - started, skipped=issued.is_replay),
        StageResult(name="verify", rows=1, seconds=time.monotonic() - issued_at, skipped=False),
    ]
    return replace(summary, stages=stages, certificate=path, verification=str(found.verdict))
