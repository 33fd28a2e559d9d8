from collections.abc import Sequence
from typing import Literal, final

__all__ = [
    "Diagnostic",
    "RacError",
    "RuleBook",
    "__version__",
    "correlate",
    "explain",
    "hs_codes",
    "lints",
    "to_canonical_json",
    "validate",
    "validate_many",
]

__version__: str

@final
class Diagnostic:
    """What is wrong in a RaC document, where, and what to do. Lines and columns count from 1, columns characters."""

    @property
    def code(self) -> str: ...
    @property
    def severity(self) -> Literal["error", "warning"]: ...
    @property
    def path(self) -> str: ...
    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...
    @property
    def end_line(self) -> int: ...
    @property
    def end_column(self) -> int: ...
    @property
    def message(self) -> str: ...
    @property
    def help(self) -> str | None: ...

class RacError(Exception):
    """Documents that cannot be used. The text has one line a diagnostic; ``diagnostics`` holds them."""

    diagnostics: list[Diagnostic]

@final
class RuleBook:
    """Rules of any number of agreements, ready to decide. Immutable; safe to use from many threads."""

    @staticmethod
    def load(documents: Sequence[tuple[str, bytes]]) -> RuleBook:
        """Load RaC documents as (path, content). Raises ``RacError`` if one has an error."""

    def agreements(self) -> list[str]:
        """Ids of the agreements, sorted."""

    def evaluate(self, case: bytes, as_of: str) -> bytes:
        """Decide one case (JSON); the answer is JSON. ``as_of`` (YYYY-MM-DD) holds where the case names no day."""

    def rules_for(self, agreement: str, hs_code: str, as_of: str) -> bytes:
        """Rules that bear on a code, as a JSON list of RaC rules with ``text`` and ``source``."""

def validate(path: str, data: bytes) -> list[Diagnostic]:
    """All diagnostics of one document; YAML, or JSON where the path ends with ``.json``."""

def validate_many(documents: Sequence[tuple[str, bytes]]) -> list[Diagnostic]:
    """All diagnostics of many documents, and those that only show across them."""

def to_canonical_json(path: str, data: bytes) -> bytes:
    """The document as compact JSON with sorted keys. Raises ``RacError`` if its syntax or schema is wrong."""

def lints() -> list[tuple[str, str]]:
    """All codes with their titles."""

def explain(code: str) -> str:
    """A code's documentation as Markdown. Raises ``KeyError`` for an unknown code."""

def hs_codes(edition: int) -> list[str]:
    """Six-digit codes of an HS edition, sorted. Raises ``KeyError`` for an unknown edition."""

def correlate(code: str, from_edition: int, to_edition: int) -> list[str]:
    """Every counterpart of a six-digit code in another edition; empty if the code or an edition is unknown."""
