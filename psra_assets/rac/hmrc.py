"""Compiling what is landed of the UK Trade Tariff: one agreement a scheme, again only when something changed."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from psra_assets.foundation.errors import PsraError
from psra_assets.foundation.settings import settings
from psra_assets.rac.compile import ArticleBundle, CompiledAgreement, compile_rule_sets
from psra_assets.rule_tables.fingerprints import combined

if TYPE_CHECKING:
    from psra_native import Diagnostic

    from psra_assets.foundation.unit_of_work import Connection
    from psra_assets.rac.store import RacStore

PREFIX = "gb"
SAMPLE = "psra-sample"
_COMPILER = (Path(__file__).parent / "compile", Path(__file__).parent / "vocabulary")

_RULE_SETS = """
select substr(name, 4) as scheme, sha256, publisher, url from landing.current_objects
where source = 'hmrc' and dataset = 'rule_sets' and name like 'uk/%' order by name
"""
_DOCUMENTS = """
select distinct on (kind, scheme, document) kind, scheme, document, document_text, document_sha256
from landing.current_hmrc_documents where edition = 'uk' and kind in ('article', 'introductory_note')
order by kind, scheme, document, load_id desc
"""


@dataclass(frozen=True, slots=True)
class SchemeDone:
    """One scheme: what it was made from, and its published rules by state (compiled, attested, quarantined)."""

    agreement: str
    inputs: str
    counts: tuple[int, int, int]
    is_unchanged: bool


@dataclass(slots=True)
class Compiled:
    """All schemes in force. A scheme among ``failures`` keeps the documents that it had."""

    schemes: list[SchemeDone] = field(default_factory=list)
    reasons: Counter[str] = field(default_factory=Counter)
    findings: list[str] = field(default_factory=list)
    failures: dict[str, str] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def compile_current(connection: Connection, store: RacStore, progress: Callable[[str, int, int], None]) -> Compiled:
    """Compile every scheme in force whose bytes, legal texts or compiler changed, and put its documents in the store.

    What cannot be read, or is compiled to documents that do not validate, is among the failures and stops no other.
    """
    objects = connection.execute(_RULE_SETS).fetchall()
    shelf = _shelf(connection)
    done = Compiled()
    store.keep_only(f"{PREFIX}-{row['scheme']}" for row in objects)
    for number, row in enumerate(objects, start=1):
        bundle, texts = shelf.get(row["scheme"], (ArticleBundle(), ""))
        inputs = combined([compiler_sha256(), row["sha256"], row["publisher"], texts])
        _scheme(done, store, row, bundle, inputs)
        progress("compile", number, len(objects))
    return done


@cache
def compiler_sha256() -> str:
    """Digest of the compiler's own code, grammar and vocabularies."""
    digest = hashlib.sha256()
    for path in sorted(path for folder in _COMPILER for path in folder.rglob("*") if path.is_file()):
        if path.suffix in {".py", ".lark", ".yaml"}:
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _scheme(done: Compiled, store: RacStore, row: Mapping[str, Any], bundle: ArticleBundle, inputs: str) -> None:
    agreement = f"{PREFIX}-{row['scheme']}"
    note = store.note(agreement)
    is_unchanged = note.get("inputs") == inputs
    if not is_unchanged:
        try:
            compiled = _compile(row, bundle)
        except PsraError as error:
            done.failures[agreement] = str(error)
            return
        documents = _marked(compiled, row["publisher"])
        found = _validate(agreement, documents)
        done.diagnostics += found
        errors = [diagnostic for diagnostic in found if diagnostic.severity == "error"]
        if errors:
            done.failures[agreement] = f"{len(errors)} errors in what it was compiled to, the first is {errors[0]}"
            return
        note = {
            "inputs": inputs,
            "counts": [compiled.totals[state] for state in ("compiled", "attested", "quarantined")],
            "reasons": dict(compiled.reasons),
            "findings": [str(finding) for finding in compiled.findings],
        }
        store.replace(agreement, documents.items(), note)
    done.reasons.update(note["reasons"])
    done.findings += note["findings"]
    done.schemes.append(SchemeDone(agreement, inputs, tuple(note["counts"]), is_unchanged))


def _compile(row: Mapping[str, Any], bundle: ArticleBundle) -> CompiledAgreement:
    sha256 = row["sha256"]
    data = (settings().landing_dir / sha256[:2] / sha256).read_bytes()
    return compile_rule_sets(
        row["scheme"],
        orjson.loads(data),
        prefix=PREFIX,
        source_sha256=sha256,
        articles=bundle,
        place_name=row["url"],
    )


def _marked(compiled: CompiledAgreement, publisher: str) -> dict[str, bytes]:
    """The documents, with the sample's publisher where the bytes are the sample's: its certificates must say so."""
    if publisher != SAMPLE:
        return compiled.documents
    marked = {}
    for name, data in compiled.documents.items():
        document = orjson.loads(data)
        document["publisher"] = SAMPLE
        for source in document["sources"].values():
            source["publisher"] = SAMPLE
        marked[name] = orjson.dumps(document, option=orjson.OPT_SORT_KEYS)
    return marked


def _validate(agreement: str, documents: Mapping[str, bytes]) -> list[Diagnostic]:
    import psra_native

    return psra_native.validate_many([(f"{agreement}/{name}", data) for name, data in documents.items()])


def _shelf(connection: Connection) -> dict[str, tuple[ArticleBundle, str]]:
    """Each scheme's articles and notes by file name, and the digest of them all."""
    articles: dict[str, dict[str, bytes]] = {}
    notes: dict[str, dict[str, bytes]] = {}
    digests: dict[str, list[str]] = {}
    for row in connection.execute(_DOCUMENTS):
        # Names of introductory notes use an underscore where the scheme's code has a hyphen.
        scheme = re.sub("_", "-", row["scheme"])
        kept = articles if row["kind"] == "article" else notes
        kept.setdefault(scheme, {})[f"{row['document']}.md"] = row["document_text"].encode()
        digests.setdefault(scheme, []).append(row["document_sha256"])
    return {
        scheme: (ArticleBundle(articles.get(scheme, {}), notes.get(scheme, {})), combined(sorted(found)))
        for scheme, found in digests.items()
    }
