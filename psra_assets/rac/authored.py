"""Authored documents: YAML that people write, validated natively and turned into canonical JSON."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from psra_native import Diagnostic

DOCUMENTS = Path(__file__).parent / "documents"


class Authored(NamedTuple):
    """Canonical documents by agreement, and what the validator says of their YAML."""

    documents: dict[str, list[tuple[str, bytes]]]
    diagnostics: list[Diagnostic]

    @property
    def errors(self) -> list[Diagnostic]:
        """What makes the documents unusable."""
        return [found for found in self.diagnostics if found.severity == "error"]


def authored_files(folder: Path = DOCUMENTS) -> list[tuple[str, bytes]]:
    """``(agreement/name.yaml, bytes)`` of every document, by path."""
    return [(path.relative_to(folder).as_posix(), path.read_bytes()) for path in sorted(folder.glob("*/*.yaml"))]


def read_authored(files: Sequence[tuple[str, bytes]]) -> Authored:
    """Validate the files, each and against each other, and turn the good ones into canonical JSON."""
    import psra_native

    diagnostics = psra_native.validate_many(files)
    broken = {found.path for found in diagnostics if found.severity == "error"}
    documents: dict[str, list[tuple[str, bytes]]] = {}
    for path, data in files:
        if path in broken:
            continue
        agreement, _, name = path.partition("/")
        documents.setdefault(agreement, []).append(
            (name.removesuffix(".yaml") + ".json", psra_native.to_canonical_json(path, data))
        )
    return Authored(documents, diagnostics)
