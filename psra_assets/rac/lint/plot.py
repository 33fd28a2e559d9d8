"""Plots of reports as SVG: bars by severity, and which list has which kind. The same reports give the same bytes."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from psra_assets.rac.lint.kind import Severity
from psra_assets.rac.lint.report import Report

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SEVERITIES: dict[Severity, str] = {"error": "#b3261e", "warning": "#d98a1f", "info": "#7c93ad"}
_HOLE = "PUB401"
_INCH_A_ROW = 0.2
_TOP = 0.9


def by_scheme(reports: Sequence[Report]) -> str:
    """Errors, warnings and remarks for each 100 rules of a list, one bar a list; what is missing is in ``holes``."""
    rows = []
    for report in reports:
        found = Counter(defect.kind.severity for defect in report.defects if defect.kind.code != _HOLE)
        rows.append((report.agreement, [100 * found[severity] / max(report.rules, 1) for severity in SEVERITIES]))
    return _bars(rows, "defects for each 100 rules, without holes in coverage")


def holes(reports: Sequence[Report]) -> str:
    """Subheadings that no row covers, one bar a list that has any."""
    rows: list[tuple[str, list[float]]] = []
    for report in reports:
        codes = sum(len(defect.codes) for defect in report.defects if defect.kind.code == _HOLE)
        if codes:
            rows.append((f"{report.agreement} ({codes:,})", [codes, 0, 0]))
    return _bars(rows, "subheadings without a rule (logarithmic)", logarithmic=True)


def by_kind(reports: Sequence[Report]) -> str:
    """How many rules or rows have a defect, one bar a kind."""
    kinds = {defect.kind.code: defect.kind for report in reports for defect in report.defects}
    rows = []
    for code in sorted(kinds):
        count = sum(report.counts[code] for report in reports)
        rows.append(
            (
                f"{code} {kinds[code].name}",
                [count if kinds[code].severity == severity else 0 for severity in SEVERITIES],
            )
        )
    return _bars(rows, "defects (logarithmic)", logarithmic=True)


def matrix(reports: Sequence[Report]) -> str:
    """Kinds against lists: the darker, the more."""
    figure = _figure(max(7.0, 2.4 + 0.24 * len(reports)), _TOP + 1.4 + _INCH_A_ROW * len(_codes(reports)))
    codes = _codes(reports)
    axes: Any = figure.add_subplot()
    if codes and reports:
        from matplotlib.colors import LogNorm

        counts = [[report.counts[code] or None for report in reports] for code in codes]
        values = [[float("nan") if count is None else count for count in row] for row in counts]
        highest = max(count for row in counts for count in row if count is not None)
        shown = axes.pcolormesh(
            values, cmap="YlOrRd", norm=LogNorm(1, max(highest, 2)), edgecolors="#e3e3e3", linewidth=0.4
        )
        figure.colorbar(shown, ax=axes, label="defects", pad=0.01)
    axes.set_xticks([at + 0.5 for at in range(len(reports))], [r.agreement for r in reports], rotation=90)
    axes.set_yticks([at + 0.5 for at in range(len(codes))], codes)
    axes.invert_yaxis()
    axes.tick_params(length=0, labelsize=8)
    return _svg(figure)


def _codes(reports: Sequence[Report]) -> list[str]:
    return sorted({code for report in reports for code in report.counts})


def _bars(rows: Sequence[tuple[str, Sequence[float]]], label: str, *, logarithmic: bool = False) -> str:
    figure = _figure(8.0, _TOP + _INCH_A_ROW * max(len(rows), 1))
    axes: Any = figure.add_subplot()
    places = range(len(rows))
    left = [0.0] * len(rows)
    for number, (severity, colour) in enumerate(SEVERITIES.items()):
        widths = [values[number] for _, values in rows]
        axes.barh(places, widths, left=None if logarithmic else left, color=colour, label=severity, height=0.75)
        left = [one + other for one, other in zip(left, widths, strict=True)]
    if logarithmic:
        axes.set_xscale("log")
        axes.set_xlim(left=0.8)
    axes.set_yticks(places, [name for name, _ in rows])
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.set_xlabel(label, fontsize=9)
    axes.tick_params(axis="y", length=0, labelsize=8)
    axes.tick_params(axis="x", labelsize=8)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.grid(axis="x", color="#e3e3e3", linewidth=0.6)
    axes.set_axisbelow(True)
    axes.legend(loc="lower right", fontsize=8, frameon=False)
    return _svg(figure)


def _figure(width: float, height: float) -> Figure:
    # The object interface: pyplot would look for a display and keep every figure.
    from matplotlib.figure import Figure

    return Figure(figsize=(width, height), layout="constrained")


def _svg(figure: Figure) -> str:
    from matplotlib import rc_context

    drawn = io.StringIO()
    with rc_context({"svg.hashsalt": "psra", "svg.fonttype": "none", "font.family": "sans-serif"}):
        figure.savefig(drawn, format="svg", metadata={"Date": None, "Creator": None})
    text = drawn.getvalue()
    return text[text.index("<svg") :]
