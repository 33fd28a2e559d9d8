"""The law kernel: HS codes, the RaC validator and the origin engine. Everything is done in Rust."""

from psra_native._native import (
    Diagnostic,
    RacError,
    RuleBook,
    __version__,
    correlate,
    explain,
    hs_codes,
    lints,
    to_canonical_json,
    validate,
    validate_many,
)

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
