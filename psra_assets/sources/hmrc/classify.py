"""Which data set of the UK Trade Tariff a document is. Names start with the edition: ``uk/japan``, ``xi/japan``."""

from __future__ import annotations

import re

from psra_assets.sources.hmrc.errors import ApiError, NotJson
from psra_assets.sources.hmrc.parse_nomenclature import is_level
from psra_assets.sources.hmrc.records import Edition
from psra_assets.sources.names import Classified, Context, base_name
from psra_assets.sources.sniff import is_or_claims
from psra_assets.sources.text import load_json
from psra_assets.sources.unpack import Document

PUBLISHER = "hmrc"
LICENCE = "OGL-UK-3.0"

_HISTORY = re.compile(r"(?:^|_)history(?:_|$)")
_DATED = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_CDS_ROOT = re.compile(rb"<(?:\w+:)?TariffHistoryResponse[\s>/]")


def classify(document: Document, context: Context) -> Classified | None:
    """The data set and name; None if we read none of its kind. SRC620 for broken JSON, SRC629 for an API error."""
    if is_or_claims(document.kind, "json", document.name):
        return _json(document, context)
    if document.kind == "tar":
        return _known("documents", base_name(document.name))
    if document.kind == "xml" and _CDS_ROOT.search(document.data[:4096]):
        return _known("cds_extract", base_name(document.name))
    return None


def edition_of(name: str) -> Edition:
    """The edition that an object's name starts with."""
    return "xi" if name.partition("/")[0] == "xi" else "uk"


def scheme_of(name: str) -> str:
    """The scheme that a rule set's name ends with."""
    return name.rpartition("/")[2]


def _json(document: Document, context: Context) -> Classified | None:
    value = load_json(document.data, document.place, NotJson)
    if not isinstance(value, dict):
        return None
    base = base_name(document.name)
    edition = _edition(base, context.folders)
    if "rule_sets" in value:
        return _dated("rule_sets", edition, base, context.folders)
    if "schemes" in value:
        return _dated("schemes", "xi" if base.endswith("_xi") else edition, "", context.folders)
    if "area_associations" in base:
        return _known("scheme_areas", f"{edition}/{base}")
    if "errors" in value or "error" in value:
        raise ApiError("The response is an error document of the API; it holds no data.", place=document.place)
    return _known("nomenclature", f"{edition}/{base}") if _is_nomenclature(value.get("data")) else None


def _is_nomenclature(data: object) -> bool:
    first = data[0] if isinstance(data, list) and data else data
    return isinstance(first, dict) and (is_level(first.get("type")) or first.get("type") == "section")


def _edition(base: str, folders: tuple[str, ...]) -> Edition:
    is_northern = base.startswith("xi_") or any(folder == "xi" or folder.endswith("_xi") for folder in folders)
    return "xi" if is_northern else "uk"


def _dated(dataset: str, edition: Edition, name: str, folders: tuple[str, ...]) -> Classified:
    """Earlier versions are a data set of their own, so that they never replace what is in force."""
    parts: tuple[str, ...] = (edition, name) if name else (edition,)
    if any(_HISTORY.search(folder) for folder in folders):
        dates = [match[0] for folder in folders if (match := _DATED.search(folder)) is not None]
        return _known(f"{dataset}_history", "/".join((parts[0], *dates, *parts[1:])))
    return _known(dataset, "/".join(parts))


def _known(dataset: str, name: str) -> Classified:
    return Classified(dataset, name, PUBLISHER, LICENCE)
