"""The document of general rules: the table's facts, each with the digest of the article that says it."""

from __future__ import annotations

import copy
from importlib.resources import files
from typing import Any

import yaml

from psra_assets.rac.compile.articles import ArticleBundle

_ARTICLE = "article"


def general_document(agreement: str, scheme: str, edition: int, articles: ArticleBundle) -> dict[str, Any] | None:
    """General rules of a scheme, or nothing if the table has none or no article of it is landed.

    A part whose article is not among those given is left out: nothing is granted that the scheme does not state.
    """
    entry = files(__package__) / f"{scheme}.yaml"
    if not entry.is_file() or not articles.articles:
        return None
    facts: dict[str, Any] = yaml.load(entry.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    sources = facts["sources"]
    ruleset = []
    for period in facts["ruleset"]:
        parts = {name: kept for name, part in period["general"].items() if (kept := _part(part, articles)) is not None}
        ruleset.append({**period, "general": parts})
    cited = _cited(ruleset)
    return {
        "rac": "2.0",
        "kind": "agreement",
        "agreement": agreement,
        "title": facts["title"],
        "publisher": "hmrc",
        "hs_edition": edition,
        "sources": {name: source for name, source in sources.items() if name in cited},
        "parties": facts["parties"],
        "valid_from": facts.get("valid_from"),
        "valid_to": facts.get("valid_to"),
        "ruleset": ruleset,
    }


def _part(part: Any, articles: ArticleBundle) -> Any:
    if isinstance(part, list):
        kept = [found for item in part if (found := _part(item, articles)) is not None]
        return kept or None
    if not isinstance(part, dict):
        return part
    result = copy.deepcopy(part)
    article = result.pop(_ARTICLE, None)
    if article is not None:
        digest = articles.digest(article)
        if digest is None:
            return None
        result["source"] = {
            "id": result.get("source", {}).get("id", "articles"),
            "locator": article,
            "words_sha256": digest,
        }
    return result


def _cited(value: Any) -> set[str]:
    if isinstance(value, dict):
        own = {value["source"]["id"]} if isinstance(value.get("source"), dict) else set()
        return own.union(*(_cited(inner) for inner in value.values()))
    if isinstance(value, list):
        return set().union(*(_cited(inner) for inner in value))
    return set()
