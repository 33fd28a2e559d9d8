"""The document of general rules: the table's facts, each with the digest of the article that says it."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

import yaml

from psra_assets.rac.compile.articles import ArticleBundle
from psra_assets.rac.compile.general.prose import Read, read_articles

_ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class General:
    """A scheme's document of general rules, if it has one; and the articles that were not understood, with why."""

    document: dict[str, Any] | None = None
    doubts: dict[str, str] = field(default_factory=dict)


def general_document(agreement: str, scheme: str, edition: int, bundle: ArticleBundle) -> General:
    """General rules of a scheme: the table's where it has the scheme, otherwise what its articles' sentences state.

    A part whose article is not among those given is left out: nothing is granted that the scheme does not state.
    """
    if not bundle.articles:
        return General()
    entry = files(__package__) / f"{scheme}.yaml"
    if entry.is_file():
        return General(_by_table(agreement, edition, bundle, entry.read_text(encoding="utf-8")))
    read = read_articles(bundle)
    return General(_by_prose(agreement, scheme, edition, read) if read.general else None, read.doubts)


def _by_table(agreement: str, edition: int, bundle: ArticleBundle, table: str) -> dict[str, Any]:
    facts: dict[str, Any] = yaml.load(table, Loader=yaml.CSafeLoader)
    ruleset = []
    for period in facts["ruleset"]:
        parts = {name: kept for name, part in period["general"].items() if (kept := _part(part, bundle)) is not None}
        ruleset.append({**period, "general": parts})
    cited = _cited(ruleset)
    return {
        **_head(agreement, edition),
        "title": facts["title"],
        "sources": {name: source for name, source in facts["sources"].items() if name in cited},
        "parties": facts["parties"],
        "valid_from": facts.get("valid_from"),
        "valid_to": facts.get("valid_to"),
        "ruleset": ruleset,
    }


def _by_prose(agreement: str, scheme: str, edition: int, read: Read) -> dict[str, Any]:
    """No article says since when the scheme is in force, nor who its parties are beside the publisher's country."""
    title = f"Preferential scheme {scheme} of the United Kingdom"
    source = {
        "publisher": "HMRC",
        "instrument": title,
        "annex": "Origin Reference Document, articles as published in the UK Trade Tariff",
        "verified": True,
    }
    return {
        **_head(agreement, edition),
        "title": title,
        "sources": {"articles": source},
        "parties": [{"code": "GB", "name": "United Kingdom", "members": []}],
        "ruleset": [{"general": read.general}],
    }


def _head(agreement: str, edition: int) -> dict[str, Any]:
    return {"rac": "2.0", "kind": "agreement", "agreement": agreement, "publisher": "hmrc", "hs_edition": edition}


def _part(part: Any, articles: ArticleBundle) -> Any:
    if isinstance(part, list):
        kept = [found for item in part if (found := _part(item, articles)) is not None]
        return kept or None
    if not isinstance(part, dict):
        return part
    try:
        return _sourced(part, articles)
    except _NotGiven:
        return None


class _NotGiven(Exception):
    """An article that is cited is not among those given."""


def _sourced(value: Any, articles: ArticleBundle) -> Any:
    """The value with a source in place of each article, at every depth: what a part is limited by goes with it."""
    if isinstance(value, list):
        return [_sourced(item, articles) for item in value]
    if not isinstance(value, dict):
        return value
    result = {key: _sourced(inner, articles) for key, inner in value.items() if key != _ARTICLE}
    if (article := value.get(_ARTICLE)) is not None:
        digest = articles.digest(article)
        if digest is None:
            raise _NotGiven(article)
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
