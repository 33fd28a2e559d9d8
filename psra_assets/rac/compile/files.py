"""Files of rule sets to folders of RaC documents: ``psra rac compile hmrc``."""

from __future__ import annotations

import gzip
import hashlib
import json
import multiprocessing
import os
import re
import shutil
import tempfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import orjson

from psra_assets.foundation.errors import PsraError
from psra_assets.rac.compile.account import Account
from psra_assets.rac.compile.agreement import CompiledAgreement, compile_rule_sets
from psra_assets.rac.compile.articles import ArticleShelf
from psra_assets.rac.compile.documents import Finding
from psra_assets.rac.compile.errors import NothingToCompile, SchemeTwice, UnreadableRuleSets

_SUFFIX = re.compile(r"\.json(?:\.gz)?$")
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
_LARGEST = 64 * 1024 * 1024
_GZIP = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"
# a worker process has to load the grammar first, which costs as much as some files
_FILES_A_WORKER = 6


@dataclass(frozen=True, slots=True)
class SchemeCounts:
    """One scheme's published rules by state."""

    agreement: str
    compiled: int
    attested: int
    quarantined: int
    documents: int
    characters: Account


@dataclass(slots=True)
class Summary:
    """What a compilation did. ``problems`` are files that could not be read; findings about the data stop nothing."""

    schemes: list[SchemeCounts] = field(default_factory=list)
    problems: list[PsraError] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    reasons: Counter[str] = field(default_factory=Counter)

    @property
    def failed(self) -> bool:
        """Whether an input could not be read."""
        return bool(self.problems)


def scheme_of(path: Path) -> str:
    """The scheme a file is for: its base name without ``.json`` or ``.json.gz``."""
    return _SUFFIX.sub("", path.name)


def compile_files(
    paths: Sequence[Path],
    out: Path,
    *,
    prefix: str = "gb",
    articles: Path | None = None,
    report: Path | None = None,
    progress: Callable[[str], None] | None = None,
) -> Summary:
    """Compile each file to ``out/<agreement>/<chapter>.json``, replacing what stood there.

    A file that cannot be read is a problem (SRC690) and the others go on. Raises ``NothingToCompile`` (RAC191) and
    ``SchemeTwice`` (RAC190) for wrong usage, before anything is written.
    """
    named = named_schemes(paths, prefix)
    if articles is not None and not articles.is_dir():
        raise NothingToCompile(f"{articles} is no folder.", remedy="Give the folder with the schemes' articles.")
    summary = Summary()
    entries: list[dict[str, Any]] = []
    jobs = [_Job(scheme, path, out, prefix, articles) for scheme, path in named]
    for done in _each(jobs):
        if progress is not None:
            progress(f"{prefix}-{done.scheme}")
        if done.problem is not None:
            summary.problems.append(done.problem)
        if done.counts is not None:
            summary.schemes.append(done.counts)
            summary.findings += done.findings
            summary.reasons.update(done.reasons)
            entries.append(done.report)
    if report is not None:
        _write(report, orjson.dumps({"schemes": entries}, option=orjson.OPT_INDENT_2))
    return summary


@dataclass(frozen=True, slots=True)
class _Job:
    """One file to compile; what a worker process is told."""

    scheme: str
    path: Path
    out: Path
    prefix: str
    articles: Path | None


@dataclass(slots=True)
class _Done:
    """What became of a job: counts and the report's entry, or the problem."""

    scheme: str
    problem: PsraError | None = None
    counts: SchemeCounts | None = None
    report: dict[str, Any] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    reasons: Counter[str] = field(default_factory=Counter)


def _each(jobs: list[_Job]) -> Iterator[_Done]:
    """Each job done, in order. Many files are shared out over the processors; a few are not worth a process."""
    workers = min(os.cpu_count() or 1, len(jobs) // _FILES_A_WORKER)
    if workers < 2:
        yield from map(_done, jobs)
        return
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield from pool.map(_done, jobs)


def _done(job: _Job) -> _Done:
    """Compile a file and write its documents."""
    try:
        data = read_published(job.path)
        compiled = compile_rule_sets(
            job.scheme,
            published_json(data, job.path),
            prefix=job.prefix,
            source_sha256=hashlib.sha256(data).hexdigest(),
            articles=_shelf(job.articles).bundle(job.scheme) if job.articles is not None else None,
            place_name=job.path.name,
        )
    except PsraError as error:
        return _Done(job.scheme, problem=error)
    write_agreement(job.out, compiled)
    counts = SchemeCounts(
        compiled.agreement,
        **compiled.totals,
        documents=len(compiled.documents),
        characters=compiled.characters,
    )
    return _Done(job.scheme, None, counts, compiled.report, compiled.findings, compiled.reasons)


@cache
def _shelf(folder: Path) -> ArticleShelf:
    return ArticleShelf(folder)


def named_schemes(paths: Sequence[Path], prefix: str) -> list[tuple[str, Path]]:
    """Each file with its scheme. Raises ``NothingToCompile`` (RAC191) and ``SchemeTwice`` (RAC190)."""
    if not paths:
        raise NothingToCompile("no file was given.", remedy="Name at least one file of rule sets.")
    if not _NAME.fullmatch(prefix):
        raise NothingToCompile(
            f"{prefix!r} is no prefix of an agreement.", remedy="Use small letters, such as gb or xi."
        )
    seen: dict[str, Path] = {}
    for path in paths:
        scheme = scheme_of(path)
        if not _SUFFIX.search(path.name) or not _NAME.fullmatch(scheme):
            raise NothingToCompile(
                f"{path} does not name a scheme.", remedy="Name files <scheme>.json or <scheme>.json.gz."
            )
        if scheme in seen:
            raise SchemeTwice(
                f"{seen[scheme]} and {path} would both be {prefix}-{scheme}.", remedy="Compile them to two folders."
            )
        seen[scheme] = path
    return list(seen.items())


def read_published(path: Path) -> bytes:
    """The published bytes, unpacked if gzip. Raises ``UnreadableRuleSets`` (SRC690)."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableRuleSets(f"the file cannot be read: {error.strerror}.", place=str(path)) from error
    if data.startswith(_ZIP):
        raise UnreadableRuleSets("this is a ZIP archive.", place=str(path), remedy="Unpack it first.")
    if not data.startswith(_GZIP):
        return data
    try:
        with gzip.open(path) as stream:
            data = stream.read(_LARGEST + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableRuleSets(f"the gzip data is broken: {error}.", place=str(path)) from error
    if len(data) > _LARGEST:
        raise UnreadableRuleSets(f"more than {_LARGEST} bytes unpacked.", place=str(path))
    return data


def published_json(data: bytes, path: Path) -> Any:
    """The value that published bytes hold. Raises ``UnreadableRuleSets`` (SRC690) with the line and column."""
    try:
        return json.loads(data)
    except UnicodeDecodeError as error:
        raise UnreadableRuleSets(f"the file is not UTF-8: {error}.", place=str(path)) from error
    except (ValueError, RecursionError) as error:
        where = f"{path}:{error.lineno}:{error.colno}" if isinstance(error, json.JSONDecodeError) else str(path)
        raise UnreadableRuleSets(f"the file is no JSON: {error}.", place=where) from error


def write_agreement(out: Path, compiled: CompiledAgreement) -> Path:
    """Put an agreement's documents in place of those before: a reader sees the old folder or the new one."""
    out.mkdir(parents=True, exist_ok=True)
    target = out / compiled.agreement
    fresh = Path(tempfile.mkdtemp(prefix=f".{compiled.agreement}-", dir=out))
    try:
        for name, data in compiled.documents.items():
            (fresh / name).write_bytes(data)
        fresh.chmod(0o755)
        if target.exists():
            old = Path(tempfile.mkdtemp(prefix=f".{compiled.agreement}-old-", dir=out))
            target.replace(old / "was")
            fresh.replace(target)
            shutil.rmtree(old)
        else:
            fresh.replace(target)
    except OSError:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    return target


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
    Path(name).chmod(0o644)
    Path(name).replace(path)
