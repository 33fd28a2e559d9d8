"""The main job: the Dagster job up to *decide*, then *issue* and *verify* through serving's services."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from psra_assets.foundation.postgres import database
from psra_assets.foundation.settings import PROJECT_ROOT, settings

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
    )
    if done.release_id is None:
        return summary
    return _issue_and_verify(summary, report)


def _issue_and_verify(summary: PipelineSummary, report: Report) -> PipelineSummary:
    """Issue the sample long-term supplier's declaration on the release and verify the file on disk.

    The same request on the same release and day is the same declaration: a second run issues nothing new.
    """
    from psra_assets.automation.run import StageResult
    from serving.certificates import service as certificates
    from serving.verify import service as verification

    tenant = settings().tenant
    today = datetime.now(UTC).date()
    request = json.dumps(json.loads(REQUEST_FILE.read_bytes())).encode()
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
