"""The vectors counted by agreement, verdict and criterion; ``--differences`` lists what the answers say otherwise."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.vectors.books import book
from tests.vectors.deciding import decide, differences
from tests.vectors.suite import PARTIES, laws

SHARED = Path(os.environ.get("PSRA_SHARED", Path(__file__).resolve().parents[2].parent / "shared"))


def criteria(value: Any) -> Iterator[str]:
    """The criteria that an answer measured, those of intermediates too."""
    if isinstance(value, dict):
        if isinstance(value.get("criterion"), str):
            yield value["criterion"]
        for inner in value.values():
            yield from criteria(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from criteria(inner)


def counted() -> tuple[Counter[tuple[str, str]], Counter[str], list[str]]:
    """Vectors by agreement and verdict, by criterion measured, and what the answers make of them otherwise."""
    verdicts: Counter[tuple[str, str]] = Counter()
    measured: Counter[str] = Counter()
    found: list[str] = []
    for agreement in PARTIES:
        for law in laws(agreement):
            rules = book(agreement, SHARED)
            for vector in law.vectors:
                try:
                    result = decide(vector, rules)
                except AssertionError as refused:
                    found.append(str(refused))
                    continue
                verdicts[agreement, vector.expect.verdict] += 1
                measured.update(set(criteria(result["alternatives"])))
                found.extend(differences(law, vector, result))
    return verdicts, measured, found


def main() -> int:
    """Print the tables, or the differences."""
    verdicts, measured, found = counted()
    console = Console()
    if "--differences" in sys.argv:
        for line in found:
            console.print(line, markup=False, highlight=False, soft_wrap=True)
        return int(bool(found))
    names = ["originating", "non_originating", "undetermined", "out_of_force"]
    table = Table("agreement", *names, "all")
    for agreement in PARTIES:
        numbers = [verdicts[agreement, name] for name in names]
        table.add_row(agreement, *map(str, numbers), str(sum(numbers)))
    table.add_row("all", *(str(sum(verdicts[a, n] for a in PARTIES)) for n in names), str(verdicts.total()))
    console.print(table)
    by_criterion = Table("criterion", "vectors")
    for name, number in measured.most_common():
        by_criterion.add_row(name, str(number))
    console.print(by_criterion)
    return 0


if __name__ == "__main__":
    sys.exit(main())
