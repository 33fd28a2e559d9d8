"""The page that analysts read: plots and tables over all reports, self-contained, without scripts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from psra_assets.rac.lint import plot
from psra_assets.rac.lint.kind import Defect
from psra_assets.rac.lint.kinds import KINDS
from psra_assets.rac.lint.report import Report

if TYPE_CHECKING:
    from jinja2 import Template

# The page shows examples; the exports have every defect.
_EXAMPLES = 5
_WORDS = 320


def page(reports: Sequence[Report]) -> str:
    """HTML over all reports."""
    present = [kind for kind in KINDS if any(report.counts[kind.code] for report in reports)]
    return _template().render(
        reports=reports,
        as_of=max((report.as_of for report in reports), default=None),
        kinds=[
            {
                "kind": kind,
                "count": sum(report.counts[kind.code] for report in reports),
                "lists": [report.agreement for report in reports if report.counts[kind.code]],
            }
            for kind in present
        ],
        absent=[kind for kind in KINDS if kind not in present],
        examples={report.agreement: _examples(report) for report in reports},
        by_scheme=plot.by_scheme(reports),
        by_kind=plot.by_kind(reports),
        holes=plot.holes(reports),
        matrix=plot.matrix(reports),
        shown=_EXAMPLES,
    )


def _examples(report: Report) -> list[dict[str, Any]]:
    """The first defects of each kind."""
    groups: dict[str, list[Defect]] = defaultdict(list)
    for defect in report.defects:
        groups[defect.kind.code].append(defect)
    return [{"kind": group[0].kind, "count": len(group), "defects": group[:_EXAMPLES]} for group in groups.values()]


@cache
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("psra_assets.rac.lint", "."), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.filters["thousands"] = lambda number: f"{number:,}"
    environment.filters["shortened"] = lambda words: words if len(words) <= _WORDS else f"{words[:_WORDS]} …"
    return environment.get_template("page.html.j2")
