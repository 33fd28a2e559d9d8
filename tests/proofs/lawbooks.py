"""The law on which cases are drawn: the same documents for engine and checker, read by each in its own way."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from psra.cli.proof import read_documents
from psra.proof_checker.law import Agreement
from psra_assets.rac.authored import authored_files
from tests.proofs.cases import Source

if TYPE_CHECKING:
    from psra_native import RuleBook

TODAY = "2026-11-24"


def book(documents: Iterable[dict[str, Any]]) -> dict[str, Agreement]:
    """The agreements of RaC documents, as the checker reads them."""
    known = list(documents)
    return {name: Agreement(name, known) for name in {document["agreement"] for document in known}}


class Lawbook:
    """One set of documents, with an engine and a checker that decide by it."""

    def __init__(self, documents: Sequence[tuple[str, bytes]]) -> None:
        import psra_native

        self.engine: RuleBook = psra_native.RuleBook.load(documents)
        self.checker: dict[str, Agreement] = book(read_documents(documents))

    @classmethod
    def authored(cls) -> Lawbook:
        """The documents of this repository."""
        return cls(authored_files())

    @classmethod
    def of(cls, folder: Path) -> Lawbook:
        """All documents of a folder."""
        paths = sorted(path for path in folder.rglob("*") if path.suffix in {".yaml", ".json"})
        return cls([(str(path), path.read_bytes()) for path in paths])

    def source(self, seed: int) -> Source:
        """Random cases out of its rules."""
        return Source(self.checker, seed)

    def answer(self, case: dict[str, Any]) -> dict[str, Any]:
        """What the engine answers."""
        return dict(json.loads(self.engine.evaluate(json.dumps(case).encode(), TODAY)))
