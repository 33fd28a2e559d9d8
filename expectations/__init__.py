"""Great Expectations suites as code, one file an asset. ``mutations/`` has the bad data that each one must catch.

Nothing here imports great_expectations: a suite is given its ``expectations`` module when it is built.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Suite:
    """The expectations of one table on a query's rows, built from ``great_expectations.expectations``.

    ``name`` is the suite's module; ``asset`` the Dagster asset that makes the table.
    """

    name: str
    asset: str
    query: str
    description: str
    expectations: Callable[[Any], list[Any]]


def _suite(name: str) -> Suite:
    module = import_module(f"expectations.{name}")
    return Suite(name, module.ASSET, module.QUERY, str(module.__doc__).strip(), module.expectations)


RULE_TABLES: tuple[Suite, ...] = tuple(map(_suite, ("rules", "agreements", "coverage", "hs_codes", "hs_correlations")))
"""What would be published."""

LANDED: tuple[Suite, ...] = tuple(
    _suite(f"landed.{path.stem}")
    for path in sorted((Path(__file__).parent / "landed").glob("*.py"))
    if path.stem != "__init__"
)
"""What publishers published, as it was landed."""

SUITES = RULE_TABLES + LANDED


def suites_sha256() -> str:
    """Digest of the suites' own code."""
    digest = hashlib.sha256()
    folder = Path(__file__).parent
    for path in sorted([*folder.glob("*.py"), *folder.glob("landed/*.py")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()
