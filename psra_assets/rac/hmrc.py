"""Compiling what is landed of the UK Trade Tariff: one agreement a scheme, again only when something changed."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson

from psra_assets.foundation.errors import PsraError
from psra_assets.foundation.settings import settings
from psra_assets.rac.compile import ArticleBundle, CompiledAgreement, compile_rule_sets
from psra_assets.rac.coverage import Coverage, coverage_of, coverage_of_documents, published
from psra_assets.rac.scheme_list import Listed, listed
from psra_assets.rule_tables.fingerprints import combined

if TYPE_CHECKING:
    from psra_native import Diagnostic

    from psra_assets.foundation.unit_of_work import Connection
    from psra_assets.rac.store import RacStore

PREFIX = "gb"
PUBLISHER = "hmrc"
SAMPLE = "psra-sample"
_COMPILER = tuple(Path(__file__).parent / name for name in ("compile", "vocabulary", "scheme_list.py"))

_RULE_SETS = """
select substr(name, 4) as scheme, sha256, publisher, url from landing.current_objects
where source = 'hmrc' and dataset = 'rule_sets' and name like 'uk/%' order by name
"""
_DOCUMENTS = """
select distinct on (kind, scheme, document) kind, scheme, document, document_text, document_sha256
from landing.current_hmrc_documents where edition = %s and kind in ('article', 'introductory_note')
order by kind, scheme, document, load_id desc
"""


@dataclass(frozen=True, slots=True)
class SchemeDone:
    """One scheme: what it was made from, its rules by state (compiled, attested, quarantined), and its coverage."""

    agreement: str
    inputs: str
    counts: tuple[int, int, int]
    coverage: Coverage
    is_unchanged: bool

    @property
    def scheme(self) -> str:
        """The publisher's name of it."""
        return scheme_of(self.agreement)


class Fall(NamedTuple):
    """A scheme whose new version decides less than the published one: it was stopped, and the old one stays."""

    published: Coverage
    compiled: Coverage

    def __str__(self) -> str:
        return f"{self.compiled}; of the published version {self.published.decidable} of {self.published.subheadings}"


@dataclass(slots=True)
class Compiled:
    """All schemes in force. A scheme among ``failures`` or ``fallen`` keeps the documents that it had."""

    schemes: list[SchemeDone] = field(default_factory=list)
    reasons: Counter[str] = field(default_factory=Counter)
    findings: list[str] = field(default_factory=list)
    failures: dict[str, str] = field(default_factory=dict)
    fallen: dict[str, Fall] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    @property
    def in_force(self) -> set[str]:
        """Every scheme that was looked at, by the publisher's name."""
        return {scheme_of(name) for name in (*(done.agreement for done in self.schemes), *self.failures, *self.fallen)}


def scheme_of(agreement: str) -> str:
    """The publisher's name of an agreement's scheme."""
    return agreement.removeprefix(f"{PREFIX}-")


def compile_current(
    connection: Connection,
    store: RacStore,
    progress: Callable[[str, int, int], None],
    *,
    only: Collection[str] | None = None,
    accepted: Collection[str] = (),
) -> Compiled:
    """Compile every scheme in force (or ``only`` those) whose bytes, legal texts or compiler changed, and put its
    documents in the store.

    What cannot be read, is compiled to documents that do not validate, or covers less of the HS than the version that
    is published, is reported, keeps the documents that it had and stops no other. ``accepted`` agreements may cover
    less: someone has looked at why.
    """
    objects = [row for row in connection.execute(_RULE_SETS).fetchall() if only is None or row["scheme"] in only]
    bundles = shelf(connection, "uk")
    schemes = listed(connection)
    before = published(connection, [f"{PREFIX}-{row['scheme']}" for row in objects])
    done = Compiled()
    if only is None:
        store.keep_only(f"{PREFIX}-{row['scheme']}" for row in objects)
    for number, row in enumerate(objects, start=1):
        bundle, texts = bundles.get(row["scheme"], (ArticleBundle(), ""))
        entry = schemes.get(row["scheme"])
        inputs = combined([compiler_sha256(), row["sha256"], row["publisher"], texts, entry.sha256 if entry else ""])
        agreement = f"{PREFIX}-{row['scheme']}"
        known = before.get(agreement) if agreement not in accepted else None
        # A sample and the publisher's own list are not versions of each other.
        floor = known.coverage if known is not None and known.publisher == _publisher(row) else None
        _scheme(done, store, _Work(row, bundle, entry, inputs, floor))
        progress("compile", number, len(objects))
    return done


def _publisher(row: Mapping[str, Any]) -> str:
    """The publisher that documents of an object name."""
    return SAMPLE if row["publisher"] == SAMPLE else PUBLISHER


@cache
def compiler_sha256() -> str:
    """Digest of the compiler's own code, grammar and vocabularies."""
    digest = hashlib.sha256()
    parts = (path for part in _COMPILER for path in (part.rglob("*") if part.is_dir() else [part]))
    for path in sorted(path for path in parts if path.is_file()):
        if path.suffix in {".py", ".lark", ".yaml"}:
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


class _Work(NamedTuple):
    """One scheme to compile: its object in force, its legal texts, its entry in the list of schemes, the digest of
    these, and its floor.
    """

    row: Mapping[str, Any]
    bundle: ArticleBundle
    entry: Listed | None
    inputs: str
    floor: Coverage | None


def _scheme(done: Compiled, store: RacStore, work: _Work) -> None:
    row, bundle, entry, inputs, floor = work
    agreement = f"{PREFIX}-{row['scheme']}"
    note = store.note(agreement)
    is_unchanged = note.get("inputs") == inputs and "hs6" in note
    if not is_unchanged:
        try:
            compiled = _compile(row, bundle)
        except PsraError as error:
            done.failures[agreement] = str(error)
            return
        documents = _marked(entry.completed(compiled.documents) if entry else compiled.documents, row["publisher"])
        found = _validate(agreement, documents)
        done.diagnostics += found
        errors = [diagnostic for diagnostic in found if diagnostic.severity == "error"]
        if errors:
            done.failures[agreement] = f"{len(errors)} errors in what it was compiled to, the first is {errors[0]}"
            return
        coverage = coverage_of_documents(documents) or coverage_of(compiled.hs_edition, ())
        if floor is not None and coverage.falls_below(floor):
            done.fallen[agreement] = Fall(floor, coverage)
            return
        note = {
            "inputs": inputs,
            "counts": [compiled.totals[state] for state in ("compiled", "attested", "quarantined")],
            "hs6": list(coverage),
            "reasons": dict(compiled.reasons),
            "findings": [str(finding) for finding in compiled.findings],
        }
        store.replace(agreement, documents.items(), note)
    done.reasons.update(note["reasons"])
    done.findings += note["findings"]
    done.schemes.append(SchemeDone(agreement, inputs, tuple(note["counts"]), Coverage(*note["hs6"]), is_unchanged))


def _compile(row: Mapping[str, Any], bundle: ArticleBundle) -> CompiledAgreement:
    sha256 = row["sha256"]
    return compile_rule_sets(
        row["scheme"],
        orjson.loads(landed_bytes(sha256)),
        prefix=PREFIX,
        source_sha256=sha256,
        articles=bundle,
        place_name=row["url"],
    )


def _marked(documents: dict[str, bytes], publisher: str) -> dict[str, bytes]:
    """The documents, with the sample's publisher where the bytes are the sample's: its certificates must say so."""
    if publisher != SAMPLE:
        return documents
    marked = {}
    for name, data in documents.items():
        document = orjson.loads(data)
        document["publisher"] = SAMPLE
        for source in document["sources"].values():
            source["publisher"] = SAMPLE
        marked[name] = orjson.dumps(document, option=orjson.OPT_SORT_KEYS)
    return marked


def _validate(agreement: str, documents: Mapping[str, bytes]) -> list[Diagnostic]:
    import psra_native

    return psra_native.validate_many([(f"{agreement}/{name}", data) for name, data in documents.items()])


def landed_bytes(sha256: str) -> bytes:
    """The published bytes of a landed object."""
    return (settings().landing_dir / sha256[:2] / sha256).read_bytes()


def shelf(connection: Connection, edition: str) -> dict[str, tuple[ArticleBundle, str]]:
    """Each scheme's articles and notes by file name, and the digest of them all; ``edition`` is uk or xi."""
    articles: dict[str, dict[str, bytes]] = {}
    notes: dict[str, dict[str, bytes]] = {}
    digests: dict[str, list[str]] = {}
    for row in connection.execute(_DOCUMENTS, [edition]):
        # Names of introductory notes use an underscore where the scheme's code has a hyphen.
        scheme = re.sub("_", "-", row["scheme"])
        kept = articles if row["kind"] == "article" else notes
        kept.setdefault(scheme, {})[f"{row['document']}.md"] = row["document_text"].encode()
        digests.setdefault(scheme, []).append(row["document_sha256"])
    return {
        scheme: (ArticleBundle(articles.get(scheme, {}), notes.get(scheme, {})), combined(sorted(found)))
        for scheme, found in digests.items()
    }
