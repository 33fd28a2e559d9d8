"""Sets (origin.md A.10): what may not originate in them."""

from __future__ import annotations

import re
from typing import Any

from psra_assets.rac.compile.errors import Doubt
from psra_assets.rac.compile.general.prose.article import Article

_LIMIT = re.compile(
    r"value of (?:all |all of )?(?:the )?(?:set's )?non-originating (?:component )?"
    r"(?:products|components|goods|materials)(?: in the set)? (?:of chapters? §2 (?:through|to) §2 )?"
    r"does not exceed ¤ of "
    r"(?P<basis>the transaction value or (?:the )?ex-works price|the ex-works or free on board price"
    r"|the ex-works price|the value) of the set"
)
_BASES = {"the ex-works price": "EXW", "the value": "FOB", "the ex-works or free on board price": "EXW_OR_FOB"}
_ONE_ORIGINATING = re.compile(r"at least one of the component (?:goods|products)")
_BY_RULE_C = re.compile(r"rule 3\(c\)|rule 3 \(c\)")


def sets(article: Article) -> dict[str, Any] | None:
    """``general.sets``, or nothing if the article states no percentage. Raises ``Doubt`` for limits by chapter."""
    normal = article.whole
    found = list(_LIMIT.finditer(normal.shape))
    if not found:
        if "¤" in normal.shape:
            raise Doubt("a limit for sets in words that are not known")
        return None
    if len(found) > 1:
        raise Doubt("limits for sets by chapter")
    place = normal.shape.index("¤", found[0].start())
    part: dict[str, Any] = {
        "pct": normal.values_at()[place].text,
        "basis": _BASES.get(found[0]["basis"], "TV_OR_EXW"),
    }
    if _ONE_ORIGINATING.search(normal.shape):
        part["least_originating"] = 1
    if _BY_RULE_C.search(normal.shape):
        part["gir"] = ["gir_3c"]
    return part
