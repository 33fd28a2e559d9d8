"""Defects of the lists that are landed of the UK Trade Tariff, UK and EU side: again only for lists that changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from psra_assets.foundation.errors import PsraError
from psra_assets.foundation.settings import settings
from psra_assets.rac.compile import ArticleBundle
from psra_assets.rac.compile.files import published_json
from psra_assets.rac.hmrc import compiler_sha256, landed_bytes, shelf
from psra_assets.rac.lint import PublishedList, Report, lint
from psra_assets.rac.lint.files import PAGE, same_bytes, scheme_entries, write_reports
from psra_assets.rule_tables.fingerprints import combined

if TYPE_CHECKING:
    from psra_assets.foundation.unit_of_work import Connection

_PREFIXES = {"uk": "gb", "xi": "xi"}
_NOTE = "made.json"
_LINTER = Path(__file__).parent / "lint"

_LISTS = """
select split_part(name, '/', 1) as edition, split_part(name, '/', 2) as scheme, sha256, url
from landing.current_objects where source = 'hmrc' and dataset = 'rule_sets' order by name
"""
_SCHEMES = """
select split_part(name, '/', 1) as edition, sha256, url
from landing.current_objects where source = 'hmrc' and dataset = 'schemes'
"""


@dataclass(slots=True)
class Defects:
    """Reports on all lists in force, which of them were made anew, and lists that could not be read."""

    folder: Path
    reports: list[Report] = field(default_factory=list)
    made: list[str] = field(default_factory=list)
    failures: dict[str, str] = field(default_factory=dict)

    @property
    def page(self) -> Path:
        """The page over all reports."""
        return self.folder / PAGE


def reports_dir() -> Path:
    """Where the reports lie."""
    return settings().home / "reports" / "defects"


def report_current(
    connection: Connection, folder: Path, as_of: date, progress: Callable[[str, int, int], None]
) -> Defects:
    """Look at every list in force whose bytes, legal texts, scheme, linter or day changed; write exports and page."""
    rows = connection.execute(_LISTS).fetchall()
    shelves = {edition: shelf(connection, edition) for edition in _PREFIXES}
    entries = {
        row["edition"]: scheme_entries(published_json(landed_bytes(row["sha256"]), Path(row["url"])), row["url"])
        for row in connection.execute(_SCHEMES).fetchall()
    }
    known = _note(folder)
    copies = {
        edition: same_bytes({row["scheme"]: row["sha256"].encode() for row in rows if row["edition"] == edition})
        for edition in _PREFIXES
    }
    done, note = Defects(folder), {}
    for number, row in enumerate(rows, start=1):
        edition, scheme = row["edition"], row["scheme"]
        agreement = f"{_PREFIXES[edition]}-{scheme}"
        bundle, texts = shelves[edition].get(scheme, (None, ""))
        entry = entries.get(edition, {}).get(scheme)
        copied = copies[edition][scheme]
        inputs = combined(
            [linter_sha256(), compiler_sha256(), row["sha256"], row["url"], texts, _digest(entry), *copied, str(as_of)]
        )
        progress("defects", number, len(rows))
        kept = _kept(folder, agreement) if known.get(agreement) == inputs else None
        if kept is None:
            try:
                kept = _report(row, bundle, entry, copied, as_of)
            except PsraError as error:
                done.failures[agreement] = str(error)
                continue
            done.made.append(agreement)
        note[agreement] = inputs
        done.reports.append(kept)
    if done.made or set(note) != set(known) or not done.page.is_file():
        _write(folder, done.reports, note)
    return done


@cache
def linter_sha256() -> str:
    """Digest of the linter's own code, lists and page."""
    digest = hashlib.sha256()
    for path in sorted(path for path in _LINTER.rglob("*") if path.suffix in {".py", ".yaml", ".json", ".j2"}):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _report(
    row: Mapping[str, Any],
    bundle: ArticleBundle | None,
    entry: dict[str, Any] | None,
    copied: tuple[str, ...],
    as_of: date,
) -> Report:
    return lint(
        PublishedList(
            scheme=row["scheme"],
            file=row["url"],
            payload=published_json(landed_bytes(row["sha256"]), Path(row["url"])),
            prefix=_PREFIXES[row["edition"]],
            as_of=as_of,
            bundle=bundle,
            scheme_entry=entry,
            sha256=row["sha256"],
            same_bytes_as=copied,
        )
    )


def _write(folder: Path, reports: Iterable[Report], note: Mapping[str, str]) -> None:
    """What stands in the folder is what is in force; the note goes last, so that a crash makes all anew."""
    written = list(reports)
    (folder / _NOTE).unlink(missing_ok=True)
    wanted = {f"{report.agreement}.json" for report in written}
    for path in folder.glob("*.json"):
        if path.name not in wanted:
            path.unlink()
    write_reports(folder, written)
    (folder / _NOTE).write_bytes(orjson.dumps(note))


def _kept(folder: Path, agreement: str) -> Report | None:
    path = folder / f"{agreement}.json"
    return Report.read(orjson.loads(path.read_bytes())) if path.is_file() else None


def _note(folder: Path) -> dict[str, str]:
    path = folder / _NOTE
    return dict(orjson.loads(path.read_bytes())) if path.is_file() else {}


def _digest(value: Any) -> str:
    return hashlib.sha256(orjson.dumps(value, option=orjson.OPT_SORT_KEYS)).hexdigest()
