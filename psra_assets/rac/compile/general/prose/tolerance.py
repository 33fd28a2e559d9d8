"""Tolerance (origin.md A.5): how much may fail the rule, for which products, of which basis."""

from __future__ import annotations

import re
from typing import Any

from psra_assets.rac.compile.errors import Doubt
from psra_assets.rac.compile.general.prose.article import Article
from psra_assets.rac.compile.general.prose.chapters import FISHERY, IS_FISHERY, chapters_after, without
from psra_assets.rac.compile.text import Normal

_BASES = (
    (r"the ex-works or free on board price|ex-works price or (?:the )?free on board", "EXW_OR_FOB"),
    (r"the transaction value or (?:the )?ex-works price", "TV_OR_EXW"),
    (r"(?:the )?ex-works price", "EXW"),
    (r"the (?:customs )?value of the (?:good|product)", "FOB"),
)
_BASIS = "|".join(f"(?P<b{n}>{pattern})" for n, (pattern, _) in enumerate(_BASES))
_WEIGHT = r"(?P<weight>the (?:net |total )?weight of the (?:good|product))"
# “weight of the product or ex-works price”: either will do
_LIMIT = re.compile(rf"¤ of (?:{_WEIGHT}(?P<either> or (?:the )?ex-works price)?|{_BASIS})")
# “for products of the United Kingdom”: the tolerance differs by who exports
_OF_PARTY = re.compile(r"\A of (?:the )?product for products of (?P<uk>the (?:uk|united kingdom))?")
_OTHERS = re.compile(r"\b(?:all )?other products\b|products other than those")
_EXCEPT = re.compile(r"except(?: for)? products|not apply to products|other than products")
_NO_TEXTILES = re.compile(
    r"(?:not apply|except(?: for)?)(?: to)? (?:products|goods)|tolerances? (?:for|to) textile and apparel products"
)
_NOT_OURS = re.compile(
    r"basic textile|textile materials which|basic materials|milk solids|butterfat|this tolerance is|textile or apparel"
    r"|polyurethane|outside the (?:party|united kingdom)|value acquired|added value"
)


def tolerance(article: Article) -> list[dict[str, Any]]:
    """Entries of ``general.tolerance``; empty if the article states no percentage. Raises ``Doubt``."""
    excluded = _excluded(article.whole)
    named: list[dict[str, Any]] = []
    others: list[dict[str, Any]] = []
    whole: list[dict[str, Any]] = []
    for normal in article.paragraphs:
        for match in _LIMIT.finditer(normal.shape):
            if _NOT_OURS.search(normal.shape):
                raise Doubt("a tolerance for goods that chapters do not name")
            entry = {**_entry(normal, match), **_by_party(normal, match)}
            if _OTHERS.search(normal.shape):
                others.append(entry)
            elif chapters := _chapters(normal, match):
                named += _named(entry, chapters, normal, match)
            else:
                whole.append(entry)
    one_each = len({_side(entry) for entry in whole}) == len(whole) and all(map(_side, whole))
    if len(others) > 1 or (len(whole) > 1 and not one_each) or (others and whole):
        raise Doubt("two limits for the same products")
    rest = [code for entry in named for code in entry["chapters"]] if others else []
    fishery = [FISHERY] if others and any("except_codes" in entry for entry in named) else []
    return named + [{**entry, "chapters": [*without(*rest, *excluded), *fishery]} for entry in others + whole]


def _by_party(normal: Normal, match: re.Match[str]) -> dict[str, Any]:
    """“for products of the United Kingdom”, “for products of Côte d'Ivoire”: for whose exports the limit is."""
    party = _OF_PARTY.match(normal.shape[match.end() :])
    if party is None:
        return {}
    return {"exporters": ["GB"]} if party["uk"] else {"except_exporters": ["GB"]}


def _side(entry: dict[str, Any]) -> str:
    """Which limits by party an entry has; none where it is for all."""
    return "".join(key for key in ("exporters", "except_exporters") if key in entry)


def _named(
    entry: dict[str, Any], chapters: tuple[str, ...], normal: Normal, match: re.Match[str]
) -> list[dict[str, Any]]:
    entry["chapters"] = list(chapters)
    if IS_FISHERY.search(normal.shape):
        entry["except_codes"] = [FISHERY]
    return [entry, {**entry, "measure": "value", "basis": "EXW"}] if match["either"] else [entry]


def _entry(normal: Normal, match: re.Match[str]) -> dict[str, Any]:
    pct = normal.values_at()[match.start()].text
    if match["weight"]:
        return {"measure": "weight", "pct": pct, "basis": "EXW"}
    basis = next(name for n, (_, name) in enumerate(_BASES) if match[f"b{n}"])
    return {"measure": "value", "pct": pct, "basis": basis}


def _chapters(normal: Normal, match: re.Match[str]) -> tuple[str, ...]:
    """The chapters that the limit is for: behind it, or else before it; not those that are excepted."""
    stop = _EXCEPT.search(normal.shape, match.end())
    fishery = IS_FISHERY.search(normal.shape, match.end())
    end = min(found.start() for found in (stop, fishery) if found) if stop or fishery else None
    behind = chapters_after(normal, match.end(), end)
    if behind:
        return behind
    fishery = IS_FISHERY.search(normal.shape)
    return chapters_after(normal, 0, min(match.start(), fishery.start() if fishery else match.start()))


def _excluded(normal: Normal) -> tuple[str, ...]:
    """Chapters that the tolerance is not for: textiles, by the notes."""
    for found in _NO_TEXTILES.finditer(normal.shape):
        chapters = chapters_after(normal, found.end(), found.end() + 60)
        if chapters:
            return chapters
    return ()
