"""Names of files and objects."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from psra_assets.sources.limits import Limits

_PACKING = (".gz", ".gzip", ".zip")
_FORMS = (".json", ".xml", ".xlsx", ".xlsm", ".csv", ".tar", ".tgz", ".md")


@dataclass(frozen=True, slots=True)
class Context:
    """What surrounds a document: the folders that it lies in, and the limits of reading it."""

    folders: tuple[str, ...]
    limits: Limits


@dataclass(frozen=True, slots=True)
class Classified:
    """A document's data set, its name there, and who published it under which terms."""

    dataset: str
    name: str
    publisher: str
    licence: str
    published_on: date | None = None


def base_name(name: str) -> str:
    """A file's name without its folders, packing and form: ``eu`` of ``rule_sets/eu.json.gz``."""
    stem = PurePosixPath(name).name
    for suffixes in (_PACKING, _FORMS):
        for suffix in suffixes:
            if stem.lower().endswith(suffix):
                stem = stem[: -len(suffix)]
                break
    return stem
