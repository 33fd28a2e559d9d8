"""A portfolio decided again: only what rests on something that changed, with the same result as if all had been."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa

from psra_assets.determinations.batches import VERDICTS, counts, decide_bills, digest
from psra_assets.determinations.bills import bills_of

if TYPE_CHECKING:
    from psra_native import RuleBook

    from psra_assets.foundation.unit_of_work import Connection

_KNOWN = """
select bill_id, agreement_id as agreement, verdict, preferred, tolerance_used, way, digest, error, null as answer
from app.verdicts where agreement_id = %s
"""
_GONE = "delete from app.verdicts where agreement_id = %s and not bill_id = any(%s)"
_CHANGED = """
insert into app.verdicts (tenant_id, agreement_id, bill_id, verdict, preferred, tolerance_used, way, digest, error)
select current_setting('app.tenant')::uuid, %s, changed.* from unnest(
    %s::text[], %s::text[], %s::text[], %s::boolean[], %s::text[], %s::bytea[], %s::text[]
) as changed
on conflict (tenant_id, agreement_id, bill_id) do update set verdict = excluded.verdict, preferred = excluded.preferred,
    tolerance_used = excluded.tolerance_used, way = excluded.way, digest = excluded.digest, error = excluded.error,
    decided_at = excluded.decided_at
"""
_COLUMNS = ("bill_id", "verdict", "preferred", "tolerance_used", "way", "digest", "error")


class Redetermined(NamedTuple):
    """What came of a tenant's portfolio under one agreement."""

    verdicts: Counter[str]
    errors: list[tuple[str, str]]
    ways: dict[str, int]
    written: int
    removed: int
    sha256: str


def redetermine(
    connection: Connection, book: RuleBook, agreement: str, *, as_of: date, full: bool = False
) -> Redetermined:
    """Decide the bills of the caller's tenant under an agreement, in its unit of work as ``psra_app``.

    What is known by its digest is taken over, unless ``full``. ``app.verdicts`` then holds exactly these pairs.
    """
    known = pa.Table.from_pylist(list(connection.execute(_KNOWN, [agreement])), schema=VERDICTS)
    bills = bills_of(connection, agreement, as_of)
    found = decide_bills(book, bills, as_of=as_of, agreements=[agreement], known=None if full else known)
    before = {row["bill_id"]: row["digest"] for row in known.select(["bill_id", "digest"]).to_pylist()}
    rows = found.cast(VERDICTS).to_pylist()
    changed = [row for row in rows if full or before.get(row["bill_id"]) != row["digest"]]
    removed = connection.execute(_GONE, [agreement, [row["bill_id"] for row in rows]]).rowcount
    if changed:
        connection.execute(_CHANGED, [agreement, *([row[name] for row in changed] for name in _COLUMNS)])
    return Redetermined(
        verdicts=Counter(row["verdict"] for row in rows if row["verdict"]),
        errors=[(row["bill_id"], row["error"]) for row in rows if row["error"]],
        ways=counts(found),
        written=len(changed),
        removed=removed,
        sha256=digest(found),
    )
