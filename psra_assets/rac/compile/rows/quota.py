"""A quota that a row's description announces: “(Quota for exports from Canada into the United Kingdom)”.

The publisher's fields for quotas and for the direction of trade are empty in such rows: the words are the only sign
that the row is for a limited quantity of one party's exports.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

_QUOTA = re.compile(r"\(\W*(?:annual |origin )?quotas?\b([^()]*)\)", re.I)
_EXPORTS = re.compile(r"\bexports from (?:the )?(.+?) (?:in)?to (?:the )?(.+?)\W*$", re.I)
# whose imports and exports a list's directions are
_OWN = {"gb": {"united kingdom", "uk", "great britain"}, "xi": {"european union", "eu", "union"}}


class Announced(NamedTuple):
    """What a description says of a quota; ``direction`` is of the publisher's own side, if it has one."""

    is_quota: bool = False
    direction: Literal["import", "export"] | None = None


def announced(subdivision: str, prefix: str) -> Announced:
    """The quota that a description announces in brackets."""
    found = _QUOTA.search(subdivision)
    if found is None:
        return Announced()
    parties = _EXPORTS.search(found[1])
    own = _OWN.get(prefix, set())
    if parties is not None and parties[1].lower() in own:
        return Announced(True, "export")
    if parties is not None and parties[2].lower() in own:
        return Announced(True, "import")
    return Announced(True)
