"""Bad data that each expectation must catch: a table of good rows, and per expectation one statement that spoils it.

A test proves for every expectation that the good rows pass and that its mutation fails it.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import ModuleType

from expectations.mutations import agreements, coverage, hs_codes, hs_correlations, rules


@dataclass(frozen=True, slots=True)
class Mutations:
    """``good`` creates the table ``{table}`` with good rows; ``bad`` has one statement on it per expectation's name."""

    good: str
    bad: dict[str, str]


def _of(module: ModuleType) -> Mutations:
    return Mutations(module.GOOD, module.BAD)


MUTATIONS: dict[str, Mutations] = {
    module.ASSET: _of(module) for module in (rules, agreements, coverage, hs_codes, hs_correlations)
}
