"""``make golden`` ends with this: each leaf of the authored rules with the cases that met it and that did not.

Run as ``python -m tests.golden.report``; it exits with 1 where a leaf is not covered.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable

from rich.console import Console
from rich.table import Table

from psra_assets.rac.authored import authored_files
from tests.golden.deciding import decide, load
from tests.golden.leaves import Touched, every_leaf, touch
from tests.golden.suite import AUTHORED, turns


def covered(agreements: Iterable[str] = AUTHORED) -> dict[str, Touched]:
    """The leaves of all authored rules, with what the golden cases of the agreements saw of them."""
    leaves = every_leaf()
    book = load(authored_files())
    for agreement in agreements:
        for _, turn in turns(agreement):
            touch(leaves, turn.id, decide(turn, book))
    return leaves


def table(leaves: dict[str, Touched]) -> Table:
    """The coverage as a table, one leaf a line."""
    shown = Table("leaf", "criterion", "met", "not met", "unknown", "gaps", title="Leaves of the authored rules")
    for name, touched in leaves.items():
        counts = [str(len(touched.outcomes.get(outcome, ()))) for outcome in ("met", "not_met", "unknown")]
        limit = f" {touched.limit} %" if touched.limit is not None else ""
        shown.add_row(name, f"{touched.leaf['type']}{limit}", *counts, ", ".join(touched.gaps))
    return shown


def main() -> int:
    """Print the table and the sum."""
    leaves = covered()
    console = Console(width=None if sys.stdout.isatty() else 120)
    console.print(table(leaves))
    gaps = [name for name, touched in leaves.items() if touched.gaps]
    cases = sum(len(turns(agreement)) for agreement in AUTHORED)
    console.print(f"{cases} cases, {len(leaves)} leaves, {len(gaps)} with a gap")
    return 1 if gaps else 0


if __name__ == "__main__":
    sys.exit(main())
