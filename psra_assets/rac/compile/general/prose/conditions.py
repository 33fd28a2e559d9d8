"""Drawback, the way of the goods, cumulation and absorption (origin.md A.6, A.7, A.15, A.16)."""

from __future__ import annotations

import re
from typing import Any

from psra_assets.rac.compile.errors import Doubt
from psra_assets.rac.compile.general.prose.article import Article
from psra_assets.rac.compile.general.prose.chapters import chapters_after

_NO_DRAWBACK = re.compile(r"shall not be subject(?: in [^.]*?)? to drawback")
_SOME_PRODUCTS = re.compile(r"products (?:falling within|of|classified in) chapters")
_DIRECT = re.compile(r"transported directly|direct transport")
_UNALTERED = re.compile(r"altered, transformed in any way|not (?:have been|be) altered|have not been altered")
_CUSTOMS = re.compile(r"under customs (?:control|supervision)")
_OTHER_PARTY = re.compile(
    r"originating in any party|originating in (?:the |that |a )?other party|originating in the (?:uk|united kingdom)"
    r"|considered (?:as )?originating in the (?:territory of the )?other party|of one or (?:both|more) of the parties"
)
_PRODUCTION_COUNTS = re.compile(
    r"production carried out (?:in a party )?on (?:a )?non-originating materials? (?:in the other party )?may be taken"
    r"|take into account production carried out on (?:a )?non-originating material"
    r"|working and processing carried out in [^.]*? shall be considered as having been carried out"
)
_BY_VALUE = re.compile(r"value added there (?:is greater than|exceeds) the value of the materials")
_THIRD = re.compile(r"european union|in the eu\b|, the eu\b|acp states|octs?\b|switzerland")
_ABSORBED = re.compile(
    r"no account (?:shall be|is) taken of the non-originating materials?"
    r"|shall not be considered as non-originating when that (?:product|good) is incorporated"
)


def drawback(article: Article) -> dict[str, Any] | None:
    """``general.drawback``, or nothing if the article bans nothing."""
    normal = article.whole
    banned = _NO_DRAWBACK.search(normal.shape)
    if banned is None:
        return None
    some = _SOME_PRODUCTS.search(normal.shape, 0, banned.start())
    chapters = chapters_after(normal, some.start(), banned.start()) if some else ()
    return {"rule": "banned_chapters", "chapters": list(chapters)} if chapters else {"rule": "banned"}


def transport(direct: Article | None, unaltered: Article | None) -> dict[str, Any] | None:
    """``general.transport`` from the article on direct transport, or that on non-alteration."""
    if unaltered is not None and not unaltered.is_empty and _UNALTERED.search(unaltered.whole.shape):
        return {"rule": "non_alteration"}
    if direct is None or direct.is_empty:
        return None
    shape = direct.whole.shape
    if _DIRECT.search(shape):
        return {"rule": "direct"}
    if _UNALTERED.search(shape):
        return {"rule": "non_alteration"}
    if _CUSTOMS.search(shape):
        return {"rule": "customs_control"}
    raise Doubt("the way of the goods in words that are not known")


def cumulation(article: Article) -> dict[str, Any] | None:
    """``general.cumulation``: the kinds that the article's sentences are typical of. Conditions stay with the article:
    the engine asks for evidence of each material's origin.
    """
    shape = article.whole.shape
    kinds = []
    if _OTHER_PARTY.search(shape) or "bilateral cumulation" in shape:
        kinds.append("bilateral")
    if _PRODUCTION_COUNTS.search(shape):
        kinds.append("full")
    if _THIRD.search(shape):
        kinds.append("extended")
    if not kinds:
        return None
    return {"kinds": kinds, **({"allocation": "highest_value"} if _BY_VALUE.search(shape) else {})}


def absorption(article: Article) -> dict[str, Any] | None:
    """``general.absorption``: what went into an originating material is not looked at again."""
    return {"value": True} if _ABSORBED.search(article.whole.shape) else None
