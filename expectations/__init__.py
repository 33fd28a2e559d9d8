"""Great Expectations suites as code, one file an asset. ``mutations/`` has the bad data that each one must catch.

Nothing here imports great_expectations: a suite is given its ``expectations`` module when it is built.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from expectations import agreements as _agreements
from expectations import coverage, hs_codes, hs_correlations
from expectations import rules as _rules


@dataclass(frozen=True, slots=True)
class Suite:
    """The expectations of one asset on a query's rows, built from ``great_expectations.expectations``."""

    asset: str
    query: str
    description: str
    expectations: Callable[[Any], list[Any]]


SUITES: tuple[Suite, ...] = tuple(
    Suite(module.ASSET, module.QUERY, str(module.__doc__).strip(), module.expectations)
    for module in (_rules, _agreements, coverage, hs_codes, hs_correlations)
)


def suites_sha256() -> str:
    """Digest of the suites' own code."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
