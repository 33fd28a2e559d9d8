"""All articles of a scheme: the parts that they state, and what was not understood."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from psra_assets.rac.compile.articles import ArticleBundle
from psra_assets.rac.compile.errors import Doubt
from psra_assets.rac.compile.general.prose.article import Article
from psra_assets.rac.compile.general.prose.conditions import absorption, cumulation, drawback, transport
from psra_assets.rac.compile.general.prose.insufficient import insufficient
from psra_assets.rac.compile.general.prose.packing import accessories, packaging
from psra_assets.rac.compile.general.prose.sets import sets
from psra_assets.rac.compile.general.prose.tolerance import tolerance

Part = dict[str, Any]
_WORKED, _DIRECT, _UNALTERED = "sufficiently-worked.md", "direct-transport.md", "non-alteration.md"
# the part, the articles that may state it, in the order in which they are looked at, and its reader
_PARTS: tuple[tuple[str, tuple[str, ...], Callable[[Article], Part | list[Part] | None]], ...] = (
    ("tolerance", ("tolerances.md", _WORKED), tolerance),
    ("cumulation", ("cumulation-export.md",), cumulation),
    ("absorption", (_WORKED, "originating_export.md"), absorption),
    ("insufficient_operations", ("insufficient-processing.md",), insufficient),
    ("sets", ("sets.md",), sets),
    ("packaging", ("packaging.md",), packaging),
    ("accessories", ("accessories.md",), accessories),
    ("drawback", ("duty-drawback.md",), drawback),
)


@dataclass(slots=True)
class Read:
    """Parts of ``general`` by name, each with its source; and, by article, why it was not understood."""

    general: dict[str, Any] = field(default_factory=dict)
    doubts: dict[str, str] = field(default_factory=dict)


def read_articles(bundle: ArticleBundle) -> Read:
    """What a scheme's articles state. An article in unknown words grants nothing and is among the doubts."""
    articles = {name: Article(name, data.decode("utf-8", "replace")) for name, data in bundle.articles.items()}
    read = Read()
    for part, names, reader in _PARTS:
        for name in names:
            article = articles.get(name)
            if article is not None and not article.is_empty and _take(read, part, article, reader):
                break
    _transport(read, articles)
    return read


def _take(read: Read, part: str, article: Article, reader: Callable[[Article], Part | list[Part] | None]) -> bool:
    """Whether the article states the part, or speaks of it in words that are not known."""
    try:
        found = reader(article)
    except Doubt as doubt:
        read.doubts[article.name] = str(doubt)
        return True
    if not found:
        return False
    source = _source(article)
    read.general[part] = (
        [{**entry, "source": source} for entry in found] if isinstance(found, list) else {**found, "source": source}
    )
    return True


def _transport(read: Read, articles: Mapping[str, Article]) -> None:
    direct, unaltered = articles.get(_DIRECT), articles.get(_UNALTERED)
    try:
        found = transport(direct, unaltered)
    except Doubt as doubt:
        read.doubts[_DIRECT] = str(doubt)
        return
    article = unaltered if found == {"rule": "non_alteration"} and unaltered and not unaltered.is_empty else direct
    if found is not None and article is not None:
        read.general["transport"] = {**found, "source": _source(article)}


def _source(article: Article) -> Part:
    return {
        "id": "articles",
        "locator": article.name,
        "words_sha256": hashlib.sha256(article.words.encode()).hexdigest(),
    }
