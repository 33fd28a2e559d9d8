"""The law kernel: HS codes, the RaC validator and the origin engine. Everything is done in Rust."""

from psra_native._native import (
    Diagnostic,
    Edit,
    Fix,
    RacError,
    RuleBook,
    __version__,
    correlate,
    explain,
    fix,
    hs_codes,
    lints,
    render,
    to_canonical_json,
    validate,
    validate_many,
    validate_schema,
)

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
