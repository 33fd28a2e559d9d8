"""The asset that reports on the defects of published lists: its metadata is the page that analysts read."""

from __future__ import annotations

import base64
import time
from collections import Counter

import dagster as dg

from psra_assets.rac.assets import OWNER, RAW_RULES
from psra_assets.resources.clock import Clock
from psra_assets.resources.markdown import table
from psra_assets.resources.postgres import Postgres
from psra_assets.resources.progress import report
from psra_assets.resources.stage import stage

DEFECTS = dg.AssetKey(["rac", "hmrc", "defects"])


@dg.asset(key=DEFECTS, deps=[RAW_RULES], group_name="rac", owners=[OWNER], kinds={"python", "json"})
def hmrc_defects(postgres: Postgres, clock: Clock) -> dg.MaterializeResult[None]:
    """What the published lists have wrong: each defect with its place, the publisher's words and why it matters.

    One JSON file a list, which may be sent to the publisher, and a page over all of them.
    """
    from psra_assets.rac.defects import report_current, reports_dir
    from psra_assets.rac.lint import KINDS, plot

    started = time.monotonic()
    with postgres.transaction() as connection:
        done = report_current(connection, reports_dir(), clock.today(), report)
    counts: Counter[str] = sum((one.counts for one in done.reports), Counter())
    severities: Counter[str] = sum((Counter(one.severities) for one in done.reports), Counter())
    worst = sorted(done.reports, key=lambda one: (-one.severities["error"], one.agreement))
    errors = [
        (one.agreement, defect.kind.code, f"{defect.heading} {defect.pointer}", defect.words, defect.detail)
        for one in worst
        for defect in one.defects
        if defect.kind.severity == "error"
    ]
    return dg.MaterializeResult(
        metadata={
            **stage(rows=counts.total(), started=started, skipped=not done.made),
            **{name: severities[name] for name in plot.SEVERITIES},
            "lists": len(done.reports),
            "made anew": len(done.made),
            "page": dg.MetadataValue.path(done.page),
            "exports": dg.MetadataValue.path(done.folder),
            "by list": _picture("defects by list", plot.by_scheme(done.reports)),
            "by kind": _picture("defects by kind", plot.by_kind(done.reports)),
            "holes in coverage": _picture("subheadings without a rule", plot.holes(done.reports)),
            "which list has what": _picture("kinds against lists", plot.matrix(done.reports)),
            "kinds": table(
                ["code", "defect", "severity", "number", "lists", "why it matters"],
                [
                    (k.code, k.title, k.severity, counts[k.code], sum(k.code in r.counts for r in done.reports), k.why)
                    for k in KINDS
                    if counts[k.code]
                ],
            ),
            "lists by errors": table(
                ["agreement", "rules", "errors", "warnings", "remarks", "most often"],
                [
                    (
                        one.agreement,
                        one.rules,
                        *one.severities.values(),
                        ", ".join(f"{code} ({number})" for code, number in one.counts.most_common(3)),
                    )
                    for one in worst
                ],
                limit=100,
            ),
            "errors": table(["agreement", "code", "place", "the publisher's words", "what is wrong"], errors),
            "not read": table(["agreement", "why"], list(done.failures.items())),
        }
    )


def _picture(title: str, svg: str) -> dg.MarkdownMetadataValue:
    return dg.MetadataValue.md(f"![{title}](data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()})")
