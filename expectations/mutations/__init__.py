"""Bad data that each expectation must catch: a table of good rows, and per expectation one statement that spoils it.

A test proves for every expectation that the good rows pass, and that its mutation fails it and no other.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from expectations import SUITES


@dataclass(frozen=True, slots=True)
class Mutations:
    """``good`` creates the table ``{table}`` with good rows; ``bad`` has one statement on it per expectation's name."""

    good: str
    bad: dict[str, str]


def _of(suite: str) -> Mutations:
    module = import_module(f"expectations.mutations.{suite}")
    return Mutations(module.GOOD, module.BAD)


MUTATIONS: dict[str, Mutations] = {suite.name: _of(suite.name) for suite in SUITES}
