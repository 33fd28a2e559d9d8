"""The rule book that a command decides by: a folder of documents, or the published tables."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from psra_assets.foundation.errors import InputError

if TYPE_CHECKING:
    import psra_native


class BrokenRules(InputError):
    """A folder of RaC documents has errors."""

    code = "RAC100"
    title = "Rules cannot be loaded"


def today() -> str:
    """The day on which the command runs, in UTC. The domain never asks the clock; the command line is its edge."""
    return datetime.now(UTC).date().isoformat()


def rule_book(folders: list[Path] | None) -> psra_native.RuleBook:
    """Load ``folders`` if given, otherwise the current release of the published tables.

    Raises ``BrokenRules`` with the diagnostics, ``NothingPublished`` if no release stands yet.
    """
    import psra_native

    if not folders:
        from psra_assets.foundation.postgres import database
        from psra_assets.foundation.rulebook import load_rulebook

        db = database()
        db.prepare()
        with db.connect(autocommit=True) as connection:
            return load_rulebook(connection).book
    from psra.cli.validation import documents_in

    documents = documents_in(folders)
    if not documents:
        raise BrokenRules("no RaC documents in there.", place=", ".join(map(str, folders)))
    try:
        return psra_native.RuleBook.load(documents)
    except psra_native.RacError as error:
        raise BrokenRules(
            f"the documents have errors:\n{error}", remedy="`psra rac validate` shows them all."
        ) from None
