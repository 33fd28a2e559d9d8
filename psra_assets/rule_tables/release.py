"""Publication: one row of ``law.releases``, appended in the transaction that looks at what it publishes."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from psra_assets.foundation.errors import PsraError

if TYPE_CHECKING:
    from psra_assets.foundation.unit_of_work import Connection

_CANDIDATE = """
with moments as (
    select greatest(max(recorded_from), max(recorded_to)) as moment from marts.fct_rules
    union all select greatest(max(recorded_from), max(recorded_to)) from marts.dim_agreements
    union all select greatest(max(recorded_from), max(recorded_to)) from marts.hs_code_versions
    union all select greatest(max(recorded_from), max(recorded_to)) from marts.hs_correlation_versions
),
parts as (
    select rule_id || ' ' || rule_sha256 || ' ' ||
        encode(sha256(convert_to(header::text || sources::text, 'UTF8')), 'hex') as part
    from marts.fct_rules where recorded_to is null
    union all
    select agreement_id || ' ' || document_sha256 from marts.dim_agreements where recorded_to is null
)
select
    (select max(moment) from moments) as known_at,
    (select count(*)::int from marts.fct_rules where recorded_to is null) as rule_count,
    (select count(*)::int from marts.dim_agreements where recorded_to is null) as agreement_count,
    (select encode(sha256(convert_to(coalesce(string_agg(part, ';' order by part), ''), 'UTF8')), 'hex') from parts)
        as law_sha256
"""


class ReleaseRefused(PsraError):
    """What would be published is not what was checked."""

    code = "SRV522"
    title = "Release refused"


class Release(NamedTuple):
    """The current release. ``is_new`` is false where nothing had changed since it was made."""

    release_id: int
    law_sha256: str
    known_at: datetime
    agreement_count: int
    rule_count: int
    is_new: bool


def publish(connection: Connection, run_id: str) -> Release:
    """Publish the marts as they were built and checked; the caller has seen to it that every blocking check passed.

    ``known_at`` is the newest moment in the marts, not the present: what came into ``law`` after they were built is
    not published with them. Nothing is appended if the current release shows exactly this already.
    Raises ``ReleaseRefused`` (SRV522) and publishes nothing if ``published_v1`` would not show what the marts hold.
    """
    candidate = connection.execute(_CANDIDATE).fetchone()
    if candidate is None or candidate["known_at"] is None or not candidate["rule_count"]:
        raise ReleaseRefused("the marts hold no rule.", remedy="Run the job from the start.")
    current = connection.execute("select * from law.releases order by release_id desc limit 1").fetchone()
    if current and current["law_sha256"] == candidate["law_sha256"] and current["known_at"] == candidate["known_at"]:
        return Release(
            current["release_id"],
            current["law_sha256"],
            current["known_at"],
            current["agreement_count"],
            current["rule_count"],
            is_new=False,
        )
    inserted = connection.execute(
        "insert into law.releases (law_sha256, known_at, run_id, agreement_count, rule_count)"
        " values (%(law_sha256)s, %(known_at)s, %(run_id)s, %(agreement_count)s, %(rule_count)s) returning release_id",
        {**candidate, "run_id": run_id},
    ).fetchone()
    shown = connection.execute(
        "select (select count(*)::int from published_v1.rules) as rule_count,"
        " (select count(*)::int from published_v1.agreements) as agreement_count"
    ).fetchone()
    if inserted is None or shown is None or any(shown[name] != candidate[name] for name in shown):
        raise ReleaseRefused(f"published_v1 would show {shown}, the marts hold {candidate}.")
    return Release(inserted["release_id"], **candidate, is_new=True)
