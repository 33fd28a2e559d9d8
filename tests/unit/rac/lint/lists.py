"""Small lists in the publisher's form, in words of our own."""

from __future__ import annotations

from datetime import date
from typing import Any

from psra_assets.rac.compile import ArticleBundle
from psra_assets.rac.lint import Defect, PublishedList, lint

AS_OF = date(2026, 11, 28)
CTH = "Manufacture from materials of any heading, except that of the product."


def rule(words: str = CTH, **fields: Any) -> dict[str, Any]:
    """A rule as published."""
    plain = {"class": ["CTH"], "operator": None, "footnotes": [], "quota": False, "import": True, "export": True}
    return {"rule": words, **plain, **fields}


def row(heading: str = "3926", *rules: dict[str, Any] | str, **fields: Any) -> dict[str, Any]:
    """A rule set as published; its range is the heading's if none is given."""
    code = heading.replace("ex ", "").replace(".", "")
    said = [rule(each) if isinstance(each, str) else each for each in rules or (CTH,)]
    return {
        "heading": heading,
        "chapter": int(code[:2]) if code[:2].isdecimal() else 39,
        "subdivision": "",
        "min": code.ljust(10, "0"),
        "max": code.ljust(10, "9"),
        "valid": True,
        "rules": said,
        **fields,
    }


def published(*rows: dict[str, Any], scheme: str = "nowhere", prefix: str = "gb", **fields: Any) -> PublishedList:
    """A list with its neighbours."""
    payload: dict[str, Any] = {"rule_sets": list(rows)}
    if "footnotes" in fields:
        payload["footnotes"] = fields.pop("footnotes")
    return PublishedList(
        scheme=scheme, file=f"{scheme}.json", payload=payload, prefix=prefix, as_of=fields.pop("as_of", AS_OF), **fields
    )


def notes(text: str, **articles: str) -> ArticleBundle:
    """Introductory notes and articles."""
    return ArticleBundle(
        {f"{name}.md": words.encode() for name, words in articles.items()}, {"nowhere_intro.md": text.encode()}
    )


def found(code: str, listed: PublishedList) -> list[Defect]:
    """The defects of one kind that a list has."""
    return [defect for defect in lint(listed).defects if defect.kind.code == code]
