"""``psra run``: the main job, from published rules to a verified declaration."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

import typer
from rich.table import Table

from psra.cli.console import err, out, progress
from psra_assets.foundation.errors import PsraError
from psra_assets.foundation.settings import settings

# Lines of findings and reasons that are shown; all of them are in the tables.
_SHOWN = 20


class NotPublished(PsraError):
    """The run ended without publishing; the last good release keeps serving."""

    code = "SRV520"
    title = "Not published"


def run(
    data: Annotated[
        str, typer.Option("--data", help="`bundled` (a small sample), a folder of published files, or `live`")
    ] = "bundled",
) -> None:
    """Do the main job: ingest, validate, compile, build, check, publish; decide the sample; issue and verify.

    Files that cannot be read are reported and skipped. Status 0 if it published.
    """
    from psra.pipeline import run_pipeline

    with progress("psra run") as tell:
        summary = run_pipeline(data, tell)
    _print_stages(summary)
    _print_agreements(summary)
    for finding in summary.findings[:_SHOWN]:
        err.out(f"finding: {finding}", highlight=False)
    if len(summary.findings) > _SHOWN:
        err.out(f"finding: … and {len(summary.findings) - _SHOWN:,} more in landing.findings", highlight=False)
    _print_ways(summary)
    if summary.release_id is None:
        raise NotPublished(
            f"nothing new was published: {summary.why_not_published}.",
            remedy="The last good release keeps serving. `make dev` shows the failed checks.",
        )


def _print_stages(summary: Any) -> None:
    table = Table("stage", "rows", "seconds", title="what was done")
    table.columns[1].justify = table.columns[2].justify = "right"
    for stage in summary.stages:
        rows = "unchanged" if stage.skipped else f"{stage.rows:,}" if stage.rows is not None else ""
        table.add_row(stage.name, rows, f"{stage.seconds:.1f}")
    out.print(table)


def _print_agreements(summary: Any) -> None:
    table = Table("agreement", "compiled", "attested", "quarantined", title="rules as code")
    for agreement in summary.agreements:
        counts = (agreement.compiled, agreement.attested, agreement.quarantined)
        table.add_row(agreement.agreement, *(f"{count:,}" for count in counts))
    out.print(table)
    if summary.quarantined:
        reasons = Table("reason", "rules", title="why rules are quarantined (in full: law.rules, column reason)")
        for reason, count in summary.quarantined[:_SHOWN]:
            reasons.add_row(reason.replace("[", r"\["), f"{count:,}")
        if len(summary.quarantined) > _SHOWN:
            rest = summary.quarantined[_SHOWN:]
            reasons.add_row(f"… and {len(rest):,} more reasons", f"{sum(count for _, count in rest):,}")
        out.print(reasons)
    if summary.verdicts:
        verdicts = Table("verdict", "decisions", title="sample portfolio")
        for verdict, count in sorted(summary.verdicts.items()):
            verdicts.add_row(verdict, f"{count:,}")
        out.print(verdicts)


def _print_ways(summary: Any) -> None:
    if summary.release_id is not None:
        out.out(f"release {summary.release_id} published {datetime.now(UTC):%Y-%m-%d}", highlight=False)
    if summary.certificate is not None:
        out.out(f"declaration: {summary.certificate} ({summary.verification})", highlight=False)
    out.out("open Dagster:  make dev     then http://127.0.0.1:3000", highlight=False)
    out.out("open dbt docs: make docs    then dbt_project/target/static_index.html", highlight=False)
    out.out("open the API:  .venv/bin/psra serve   then http://127.0.0.1:8000/docs", highlight=False)
    out.out(f"data folder:   {settings().home}", highlight=False)
