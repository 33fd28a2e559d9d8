"""Files of rule sets to a folder of defect reports: ``psra rac report hmrc``. Needs no database."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import orjson

from psra_assets.foundation.errors import PsraError
from psra_assets.rac.compile import ArticleShelf
from psra_assets.rac.compile.errors import NothingToCompile, UnreadableRuleSets
from psra_assets.rac.compile.files import named_schemes, published_json, read_published
from psra_assets.rac.lint.page import page
from psra_assets.rac.lint.published import PublishedList
from psra_assets.rac.lint.report import Report, lint
from psra_assets.rac.lint.schema import SCHEMA_FILE

PAGE = "index.html"


@dataclass(slots=True)
class Reported:
    """What was reported on. ``problems`` are files that could not be read; defects stop nothing."""

    reports: list[Report] = field(default_factory=list)
    problems: list[PsraError] = field(default_factory=list)


def report_files(
    paths: Sequence[Path],
    out: Path,
    *,
    as_of: date,
    prefix: str = "gb",
    articles: Path | None = None,
    schemes: Path | None = None,
    progress: Callable[[str], None] | None = None,
) -> Reported:
    """Write ``out/<agreement>.json`` for each file, their schema, and one page over all of them.

    ``articles`` is a folder with the schemes' notes and articles, ``schemes`` the publisher's list of schemes; without
    them nothing is said about what they would show. Raises ``NothingToCompile`` (RAC191) and ``SchemeTwice`` (RAC190)
    for wrong usage, before anything is written.
    """
    named = named_schemes(paths, prefix)
    if articles is not None and not articles.is_dir():
        raise NothingToCompile(f"{articles} is no folder.", remedy="Give the folder with the schemes' articles.")
    shelf = ArticleShelf(articles) if articles is not None else None
    entries = scheme_entries(published_json(read_published(schemes), schemes), str(schemes)) if schemes else {}
    found, read = Reported(), {}
    for scheme, path in named:
        try:
            read[scheme] = read_published(path)
        except PsraError as error:
            found.problems.append(error)
    copies = same_bytes(read)
    for scheme, path in named:
        if progress is not None:
            progress(f"{prefix}-{scheme}")
        if scheme not in read:
            continue
        try:
            published = PublishedList(
                scheme=scheme,
                file=path.name,
                payload=published_json(read[scheme], path),
                prefix=prefix,
                as_of=as_of,
                bundle=shelf.bundle(scheme) if shelf else None,
                scheme_entry=entries.get(scheme),
                sha256=hashlib.sha256(read[scheme]).hexdigest(),
                same_bytes_as=copies[scheme],
            )
            found.reports.append(lint(published))
        except PsraError as error:
            found.problems.append(error)
    write_reports(out, found.reports)
    return found


def write_reports(out: Path, reports: Sequence[Report]) -> None:
    """The exports, their schema and the page."""
    out.mkdir(parents=True, exist_ok=True)
    for report in reports:
        (out / f"{report.agreement}.json").write_bytes(export(report))
    (out / SCHEMA_FILE.name).write_bytes(SCHEMA_FILE.read_bytes())
    (out / PAGE).write_text(page(reports), encoding="utf-8")


def export(report: Report) -> bytes:
    """A report as it may be sent to the publisher."""
    return orjson.dumps(report.as_dict(), option=orjson.OPT_INDENT_2)


def scheme_entries(payload: Any, place: str) -> dict[str, dict[str, Any]]:
    """Entries of the publisher's list of schemes by code. Raises ``UnreadableRuleSets`` (SRC690)."""
    schemes = payload.get("schemes") if isinstance(payload, dict) else None
    if not isinstance(schemes, list):
        raise UnreadableRuleSets("a list `schemes` is expected.", place=place, remedy="Give the list of schemes.")
    return {str(entry.get("scheme_code")): entry for entry in schemes if isinstance(entry, dict)}


def same_bytes(read: Mapping[str, bytes]) -> dict[str, tuple[str, ...]]:
    """For each scheme the others whose list has the same bytes."""
    by_digest: dict[str, list[str]] = defaultdict(list)
    for scheme, data in read.items():
        by_digest[hashlib.sha256(data).hexdigest()].append(scheme)
    return {
        scheme: tuple(other for other in group if other != scheme) for group in by_digest.values() for scheme in group
    }
