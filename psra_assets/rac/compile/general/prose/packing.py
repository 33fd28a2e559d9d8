"""Retail packaging and accessories (origin.md A.11): whether a change of classification looks at them."""

from __future__ import annotations

import re
from typing import Any

from psra_assets.rac.compile.errors import Doubt
from psra_assets.rac.compile.general.prose.article import Article

_RETAIL = re.compile(r"for retail sale|included (?:with|in) the product for classification")
_DISREGARDED = re.compile(r"disregarded in determining")
_CONSIDERED = re.compile(r"(?:it|they) (?:is|are) considered in determining")
_PART_OF_UNIT = re.compile(r"(?:shall|must) be included for the purposes of determining origin")
_ONE_WITH = re.compile(r"regarded as (?:one|forming a whole|having the same origin)")


def packaging(article: Article) -> dict[str, Any] | None:
    """``general.packaging``, or nothing if the article is silent about retail packaging."""
    shape = article.whole.shape
    retail = _RETAIL.search(shape)
    if retail is None:
        return None
    for pattern, rule in ((_PART_OF_UNIT, "part_of_unit"), (_CONSIDERED, "considered"), (_DISREGARDED, "ignored")):
        if pattern.search(shape, retail.start()):
            return {"retail_in_ctc": rule, "retail_in_value": "counted"}
    raise Doubt("retail packaging in words that are not known")


def accessories(article: Article) -> dict[str, Any] | None:
    """``general.accessories``, or nothing if the article speaks of something else."""
    shape = article.whole.shape
    if "accessories" not in shape:
        return None
    if "disregarded" in shape:
        return {"in_ctc": "ignored", "in_value": "counted"}
    if _ONE_WITH.search(shape):
        return {"in_ctc": "part_of_unit", "in_value": "counted"}
    raise Doubt("accessories in words that are not known")
