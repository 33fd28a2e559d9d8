"""The rule book of the current release: published rows put together again into RaC documents, and loaded natively."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import orjson
import psycopg
from psycopg.rows import dict_row

from psra_assets.foundation.errors import NothingPublished

if TYPE_CHECKING:
    import psra_native


_AGREEMENTS = "select agreement_id, document from published_v1.agreements order by agreement_id"
_RULES = "select header, sources, rule from published_v1.rules order by agreement_id, ordinal, rule_id"


@dataclass(frozen=True, slots=True)
class LoadedRuleBook:
    """A release's law, ready to decide."""

    release_id: int
    law_sha256: str
    book: psra_native.RuleBook


@dataclass(slots=True)
class _Group:
    """Rules that share a document's head and agree on what each source id means."""

    header: Mapping[str, Any]
    sources: dict[str, Any] = field(default_factory=dict)
    rules: list[Any] = field(default_factory=list)

    def takes(self, sources: Mapping[str, Any]) -> bool:
        """Whether no source id would change its meaning."""
        return all(self.sources.get(name, source) == source for name, source in sources.items())


def rule_documents(rows: Iterable[Mapping[str, Any]]) -> list[tuple[str, bytes]]:
    """RaC documents of ``kind: rules`` from rows of ``published_v1.rules``, in the rows' order.

    Rows with the same head stand in one document, unless they use one source id for different sources.
    """
    groups: dict[bytes, list[_Group]] = {}
    for row in rows:
        header, sources = row["header"], row["sources"]
        candidates = groups.setdefault(orjson.dumps(header, option=orjson.OPT_SORT_KEYS), [])
        group = next((known for known in candidates if known.takes(sources)), None)
        if group is None:
            group = _Group(header)
            candidates.append(group)
        group.sources.update(sources)
        group.rules.append(row["rule"])
    return [
        (
            f"{group.header['agreement']}/{number:04d}.json",
            orjson.dumps({**group.header, "sources": group.sources, "rules": group.rules}),
        )
        for number, group in enumerate((group for found in groups.values() for group in found), start=1)
    ]


def agreement_documents(rows: Iterable[Mapping[str, Any]]) -> list[tuple[str, bytes]]:
    """RaC documents of ``kind: agreement`` from rows of ``published_v1.agreements``."""
    return [(f"{row['agreement_id']}/agreement.json", orjson.dumps(row["document"])) for row in rows]


def load_rulebook(connection: psycopg.Connection[Any]) -> LoadedRuleBook:
    """Load the current release from ``published_v1``, in the caller's transaction if there is one.

    Raises ``NothingPublished`` where no release stands yet, or the tables have not been built.
    """
    import psra_native

    (release_id, law_sha256), documents = published_documents(connection)
    return LoadedRuleBook(release_id, law_sha256, psra_native.RuleBook.load(documents))


def published_documents(connection: psycopg.Connection[Any]) -> tuple[tuple[int, str], list[tuple[str, bytes]]]:
    """The current release (its id and the digest of its law), and its RaC documents.

    Reads again where another release was published in between, so that the documents are never of two releases.
    Raises ``NothingPublished`` where no release stands yet, or the tables have not been built.
    """
    try:
        with connection.transaction(), connection.cursor(row_factory=dict_row) as cursor:
            release = _current_release(cursor)
            while True:
                agreements = agreement_documents(cursor.execute(_AGREEMENTS))
                rules = rule_documents(cursor.execute(_RULES))
                if (newest := _current_release(cursor)) == release:
                    break
                release = newest
    except psycopg.errors.UndefinedTable as error:
        raise NothingPublished("the published tables have not been built.", remedy="Run `psra run`.") from error
    return release, [*agreements, *rules]


def _current_release(cursor: psycopg.Cursor[dict[str, Any]]) -> tuple[int, str]:
    row = cursor.execute("select release_id, law_sha256 from published_v1.current_release").fetchone()
    if row is None:
        raise NothingPublished("no release has been published.", remedy="Run `psra run`.")
    return row["release_id"], row["law_sha256"]
