"""The rule compiler over every file of the UK Trade Tariff's lists, UK and EU side, to documents and a report.

Wall clock, with the processes that the command itself uses. The memo's row compiles the largest list once more in the
same process, where every distinct text is already known: what is left is reading and placing.
"""

from __future__ import annotations

import json
import resource
import tarfile
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.report import Row, seconds
from psra_assets.rac.compile import compile_files
from psra_assets.rac.compile.agreement import compile_rule_sets
from psra_assets.rac.compile.files import Summary, read_published, scheme_of

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "hmrc"
UK = DATA / "rules_of_origin" / "roo_schemes_uk"
SIDES = (("gb", UK / "rule_sets"), ("xi", DATA / "rules_of_origin_xi" / "rule_sets"))
LIMIT = "72 files < 20 s"


def run() -> list[Row]:
    """Compile all files and measure."""
    if not DATA.is_dir():
        return [Row("compile", "not run", 0, "rules", note=f"needs the publishers' data in {DATA}")]
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        with tarfile.open(UK / "articles.tar.gz") as archive:
            archive.extractall(out / "articles", filter="data")
        summaries: list[Summary] = []
        total, before = 0.0, _processor_seconds()
        rows = []
        for prefix, lists in SIDES:
            paths = sorted(lists.glob("*.json.gz"))
            articles = out / "articles" if prefix == "gb" else None
            took = seconds(lambda: summaries.append(_compiled(paths, out, prefix, articles)))  # noqa: B023
            total += took
            rows.append(_row(f"{len(paths)} files, {prefix}", summaries[-1], took))
        rules = sum(map(_rules, summaries))
        note = f"{total:.1f} s, {_processor_seconds() - before:.1f} s of processor time, {rules} rules"
        rows.append(Row("all 72 files", "psra", rules / total, "rules", asked=LIMIT, note=note))
        return [*rows, *_memo_rows()]


def _compiled(paths: Sequence[Path], out: Path, prefix: str, articles: Path | None) -> Summary:
    return compile_files(paths, out, prefix=prefix, articles=articles, report=out / f"{prefix}.json")


def _processor_seconds() -> float:
    """Of this process and those that it has waited for: what is left of the wall clock's noise."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)


def _rules(summary: Summary) -> int:
    return sum(one.compiled + one.attested + one.quarantined for one in summary.schemes)


def _row(subject: str, summary: Summary, took: float) -> Row:
    return Row(subject, "psra", _rules(summary) / took, "rules", note=f"{took:.1f} s")


def _memo_rows() -> list[Row]:
    """The largest list in this process, without and with its distinct texts known."""
    path = max(SIDES[0][1].glob("*.json.gz"), key=lambda one: one.stat().st_size)
    payload = json.loads(read_published(path))
    rules = sum(len(rule_set["rules"]) for rule_set in payload["rule_sets"])

    def work() -> None:
        compile_rule_sets(scheme_of(path), payload, prefix="gb", source_sha256="0" * 64)

    first, again = seconds(work), seconds(work)
    subject = f"{scheme_of(path)}, {rules} rules"
    return [
        Row(subject, "psra, first", rules / first, "rules", note=f"{first:.2f} s, grammar and words loaded"),
        Row(subject, "psra, memo", rules / again, "rules", ratio=first / again, note=f"{again:.2f} s"),
    ]
