"""``law.fingerprints``: what a stage was last built from. An equal digest means that there is nothing to do."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from psra_assets.foundation.unit_of_work import Connection


def combined(parts: Iterable[str]) -> str:
    """One digest of several, in their order."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def is_unchanged(connection: Connection, stage: str, inputs_sha256: str) -> bool:
    """Whether the stage was last finished on exactly these inputs."""
    row = connection.execute("select inputs_sha256 from law.fingerprints where stage = %s", [stage]).fetchone()
    return row is not None and row["inputs_sha256"] == inputs_sha256


def record(connection: Connection, stage: str, inputs_sha256: str) -> None:
    """Note that the stage was finished, or found unchanged, on these inputs now."""
    connection.execute(
        "insert into law.fingerprints (stage, inputs_sha256) values (%s, %s)"
        " on conflict (stage) do update set inputs_sha256 = excluded.inputs_sha256, recorded_at = excluded.recorded_at",
        [stage, inputs_sha256],
    )


_PARTS = {
    "landing": (
        "select source || ' ' || dataset || ' ' || name || ' ' || load_id || ' ' || publisher as part"
        " from landing.current_objects"
        " union all"
        " select 'finding ' || f.code || ' ' || f.place || ' ' || f.message from landing.current_findings as f"
    ),
    "law": (
        "select rule_id || ' ' || recorded_from || ' ' || coalesce(recorded_to::text, '') as part from law.rules"
        " union all"
        " select agreement_id || ' ' || recorded_from || ' ' || coalesce(recorded_to::text, '') from law.agreements"
    ),
}


def state_sha256(connection: Connection, schema: Literal["landing", "law"]) -> str:
    """Digest of what is in force in ``landing`` (objects, loads, findings), or of every version in ``law``."""
    row = connection.execute(
        "select encode(sha256(convert_to(coalesce(string_agg(part, ';' order by part), ''), 'UTF8')), 'hex') as digest"
        f" from ({_PARTS[schema]}) as parts"
    ).fetchone()
    return str(row["digest"]) if row else ""
