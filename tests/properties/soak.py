"""The metamorphic laws in a million cases: ``make soak`` (``CASES``: another number; ``SEED``: the same again)."""

from __future__ import annotations

import argparse
import random
import sys
import warnings
from collections import Counter
from itertools import cycle

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from tests.properties.deciding import TALLY
from tests.properties.laws import LAWS, CaseLaw, RuleLaw, compare

EXAMPLES = 20
"""Of one law at a time, so that every law has its share at any moment."""


def examined(law: CaseLaw | RuleLaw, number: int) -> int:
    """Examples of a law from a seed; how many determinations they compared."""

    @seed(number)
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(data=st.data())
    def law_holds(data: st.DataObject) -> None:
        compare(law, data)

    before = TALLY.decided
    law_holds()
    return TALLY.decided - before


def main() -> int:
    """Examine the laws in turn until enough cases were decided; the first breach ends it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=None, help="the first seed; drawn if it is not given")
    options = parser.parse_args()
    first = random.SystemRandom().randrange(2**32) if options.seed is None else options.seed
    warnings.simplefilter("ignore")
    console = Console(stderr=True)
    decided: Counter[str] = Counter()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console) as progress:
        task = progress.add_task("laws", total=options.cases)
        for number, law in enumerate(cycle(LAWS), start=first):
            progress.update(task, description=law.name)
            try:
                found = examined(law, number)
            except AssertionError as breach:
                console.print(f"{law.name}: broken, seed {number}", style="red")
                console.print(str(breach), markup=False, highlight=False, soft_wrap=True)
                return 1
            decided[law.name] += found
            progress.advance(task, found)
            if not console.is_terminal and (number - first) % len(LAWS) == len(LAWS) - 1:
                console.print(f"{decided.total()} of {options.cases} cases", highlight=False)
            if decided.total() >= options.cases:
                break
    for name, count in decided.items():
        print(f"{count:>9} {name}")
    print(f"{decided.total():>9} cases decided under {len(decided)} laws, no breach; first seed {first}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
