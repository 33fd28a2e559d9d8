from collections.abc import Sequence
from typing import Literal, Self, final

import pyarrow

__all__ = [
    "Diagnostic",
    "Edit",
    "Fix",
    "RacError",
    "RuleBook",
    "__version__",
    "correlate",
    "explain",
    "fix",
    "hs_codes",
    "lints",
    "render",
    "to_canonical_json",
    "validate",
    "validate_many",
    "validate_schema",
]

__version__: str

@final
class Edit:
    """A place and what comes in its stead. Lines and columns count from 1, columns characters; ``start`` and ``end``
    are bytes of the document after a byte order mark."""

    def __new__(
        cls, start: int, end: int, line: int, column: int, end_line: int, end_column: int, replacement: str
    ) -> Self: ...
    def __getnewargs__(self) -> tuple[int, int, int, int, int, int, str]: ...
    def __hash__(self) -> int: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...
    @property
    def end_line(self) -> int: ...
    @property
    def end_column(self) -> int: ...
    @property
    def replacement(self) -> str: ...

@final
class Fix:
    """A remedy that is certain: what it does, as an order, and the edits that do it together."""

    def __new__(cls, title: str, edits: Sequence[Edit]) -> Self: ...
    def __getnewargs__(self) -> tuple[str, tuple[Edit, ...]]: ...
    def __hash__(self) -> int: ...
    @property
    def title(self) -> str: ...
    @property
    def edits(self) -> tuple[Edit, ...]: ...

@final
class Diagnostic:
    """What is wrong in a RaC document, where, and what to do. Lines and columns count from 1, columns characters;
    ``start`` and ``end`` are bytes of the document after a byte order mark. The text is ``file:line:col CODE message``.
    """

    def __new__(
        cls,
        code: str,
        severity: Literal["error", "warning"],
        path: str,
        start: int,
        end: int,
        line: int,
        column: int,
        end_line: int,
        end_column: int,
        message: str,
        help: str | None,  # noqa: A002
        fix: Fix | None,
    ) -> Self: ...
    def __getnewargs__(self) -> tuple[str | int | Fix | None, ...]: ...
    def __hash__(self) -> int: ...
    @property
    def code(self) -> str: ...
    @property
    def severity(self) -> Literal["error", "warning"]: ...
    @property
    def path(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
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
    @property
    def fix(self) -> Fix | None: ...

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

    def segregate(self, stock: bytes, as_of: str) -> bytes:
        """Keep the books of a fungible stock (JSON): how much of each issue originates, if the agreement lets it."""

    def advise(self, case: bytes, as_of: str) -> bytes:
        """What would make the product originate, break its origin, or settle an open verdict (JSON)."""

    def impact(self, case: bytes, day_from: str, day_to: str) -> bytes:
        """How the verdict on a case moves between two days, both included (JSON): stages, each with its first day."""

    def rules_for(self, agreement: str, hs_code: str, as_of: str) -> bytes:
        """Rules that bear on a code, as a JSON list of RaC rules with ``text`` and ``source``."""

    def decide_batch(
        self,
        bills: pyarrow.RecordBatch,
        as_of: str,
        *,
        agreements: Sequence[str] | None = None,
        with_proofs: bool = False,
        known: pyarrow.RecordBatch | None = None,
        workers: int = 0,
    ) -> pyarrow.RecordBatch:
        """Decide bills under agreements: one row a pair, bill by bill (``docs/mass-determination.md`` has the columns).

        ``known`` is a result of an earlier run: pairs whose digest is in it are taken over. ``workers`` threads decide,
        as many as there are processors if 0, without the interpreter's lock. Raises ``ValueError`` for a column that
        cannot be read.
        """

def validate(path: str, data: bytes, *, as_of: str | None = None) -> list[Diagnostic]:
    """All diagnostics of one document; YAML, or JSON where the path ends with ``.json``.

    Lints that look at a day are run if ``as_of`` (YYYY-MM-DD) is given. Raises ``ValueError`` if that is not a day.
    """

def validate_schema(path: str, data: bytes) -> list[Diagnostic]:
    """What is wrong with the syntax and the schema of one document; the law lints are not run."""

def validate_many(documents: Sequence[tuple[str, bytes]], *, as_of: str | None = None) -> list[Diagnostic]:
    """All diagnostics of many documents, file by file in the order given, then those that only show across them.

    Documents are read on all processors, without the interpreter's lock.
    """

def fix(path: str, data: bytes, *, as_of: str | None = None) -> tuple[bytes, list[Diagnostic]]:
    """The document after every certain remedy, and what was mended, each at its place at the time.

    Comments and layout stay. No remedy is applied that makes an error be found more often.
    """

def render(diagnostics: Sequence[Diagnostic], documents: Sequence[tuple[str, bytes]], *, colour: bool = False) -> str:
    """Diagnostics as text: the line ``file:line:col CODE message``, the source with carets, help and remedy."""

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
