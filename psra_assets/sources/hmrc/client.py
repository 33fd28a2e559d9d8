"""Live UK Trade Tariff: schemes and rule sets from the files its service is built from, nomenclature from its API.

The API answers rules of origin only for one subheading and country at a time, and without the code ranges; the complete
lists are the publisher's own files in its public repository, in the form that ``parse_rules`` reads.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote

from psra_assets.sources.errors import Defects, SourceError
from psra_assets.sources.hmrc.errors import RuleSetMissing
from psra_assets.sources.hmrc.parse_schemes import parse_schemes
from psra_assets.sources.landing import LandedObject

API = "https://www.trade-tariff.service.gov.uk"
RULES = "https://raw.githubusercontent.com/trade-tariff/trade-tariff-backend/main/lib/rules_of_origin"
ACCEPT = {"Accept": "application/vnd.hmrc.2.0+json"}


@dataclass(frozen=True, slots=True)
class Request:
    """One address, and the file name that its answer has at the publisher."""

    url: str
    name: str
    kind: Literal["schemes", "chapters", "rule_set", "chapter", "file"]

    @property
    def is_api(self) -> bool:
        """Whether the address is the API's, which wants its version named."""
        return self.kind in ("chapters", "chapter")


def first_requests(api: str, rules: str) -> list[Request]:
    """What is asked first: the scheme list, and the chapters."""
    return [
        Request(f"{rules.rstrip('/')}/roo_schemes_uk.json", "roo_schemes_uk.json", "schemes"),
        Request(f"{api.rstrip('/')}/uk/api/chapters", "uk_chapters.json", "chapters"),
    ]


def scheme_requests(schemes: LandedObject, rules: str, defects: Defects) -> Iterator[Request]:
    """One request a scheme of the list."""
    for record in parse_schemes(schemes.read_bytes(), edition="uk", place=schemes.place, defects=defects):
        name = f"{record.scheme}.json"
        yield Request(f"{rules.rstrip('/')}/roo_schemes_uk/rule_sets/{quote(name)}", name, "rule_set")


def chapter_requests(chapters: list[str], api: str) -> Iterator[Request]:
    """One request a chapter (two digits): all of its nomenclature."""
    for chapter in chapters:
        url = f"{api.rstrip('/')}/uk/api/goods_nomenclatures/chapter/{chapter}"
        yield Request(url, f"uk_goods_nomenclatures_chapter_{chapter}.json", "chapter")


def missing(request: Request, error: SourceError) -> SourceError:
    """A scheme without a file is the publisher's gap, not a failure of the run."""
    if request.kind == "rule_set":
        return RuleSetMissing(f"The scheme list names {request.name}; there is no such file.", place=request.url)
    return error
