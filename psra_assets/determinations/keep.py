"""Keeping decisions: ``app.determinations`` only grows, so a decision that stands there is not written again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from psra_assets.determinations.decide import Determination

if TYPE_CHECKING:
    from psra_assets.foundation.unit_of_work import Connection

_INSERT = """
insert into app.determinations (tenant_id, case_id, agreement_id, verdict, as_of, case_document, case_sha256, answer,
    answer_sha256, release_id, engine)
select %(tenant_id)s, %(case_id)s, %(agreement_id)s, %(verdict)s, %(as_of)s, %(case_document)s, %(case_sha256)s,
    %(answer)s, %(answer_sha256)s, %(release_id)s, %(engine)s
where not exists (
    select 1 from app.determinations as known
    where known.certificate_id is null and known.case_sha256 = %(case_sha256)s and known.as_of = %(as_of)s
        and known.agreement_id = %(agreement_id)s and known.answer_sha256 = %(answer_sha256)s
        and known.release_id = %(release_id)s
)
"""


def keep(connection: Connection, rows: Iterable[Determination], *, release_id: int) -> int:
    """Insert what is new, in the caller's unit of work (as ``psra_app``, for its tenant). Returns how many."""
    tenant = connection.execute("select current_setting('app.tenant')::uuid as tenant_id").fetchone()
    kept = 0
    for row in rows:
        kept += connection.execute(_INSERT, {**row._asdict(), "release_id": release_id, **(tenant or {})}).rowcount
    return kept


def kept_verdicts(connection: Connection, cases_sha256: Sequence[str], *, release_id: int) -> dict[str, Counter[str]]:
    """The newest decision of each of these cases under a release, counted by agreement and verdict."""
    rows = connection.execute(
        "select agreement_id, verdict, count(*)::int as decisions from ("
        "   select distinct on (case_sha256, agreement_id) agreement_id, verdict from app.determinations"
        "   where certificate_id is null and release_id = %s and case_sha256 = any(%s)"
        "   order by case_sha256, agreement_id, determination_id desc"
        " ) as newest group by agreement_id, verdict order by agreement_id",
        [release_id, list(cases_sha256)],
    )
    counts: dict[str, Counter[str]] = {}
    for row in rows:
        counts.setdefault(row["agreement_id"], Counter())[row["verdict"]] = row["decisions"]
    return counts


def kept_cases(connection: Connection) -> list[bytes]:
    """The newest document of each case that the tenant had decided, by case id; not those of certificates."""
    rows = connection.execute(
        "select case_document::text as document from ("
        "   select distinct on (coalesce(case_id, case_sha256)) coalesce(case_id, case_sha256) as name, case_document"
        "   from app.determinations where certificate_id is null"
        "   order by coalesce(case_id, case_sha256), determination_id desc"
        " ) as newest order by name"
    )
    return [row["document"].encode() for row in rows]
