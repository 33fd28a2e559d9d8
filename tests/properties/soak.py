"""The metamorphic laws in a million cases: ``make soak`` (``CASES``: another number; ``SEED``: the same again).

Each share of a run is one law on a few examples with a seed of its own. All processors examine shares, and what they
find is taken in the order of the seeds: however many there are, the same first seed gives the same cases and breach.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import warnings
from collections import Counter, deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from itertools import cycle
from multiprocessing import get_context

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from tests.properties.deciding import TALLY
from tests.properties.laws import LAWS, CaseLaw, RuleLaw, compare

EXAMPLES = 20
"""Of one law at a time, so that every law has its share at any moment."""
PHASES = (Phase.generate, Phase.shrink)
"""A breach is told in its smallest form; without Hypothesis' phase that explains, which traces every line."""
AHEAD = 2
"""Shares a worker has before it at most; those of a breach that is found are thrown away."""


@dataclass(frozen=True)
class Share:
    """What came of a law on the examples of one seed."""

    law: str
    number: int
    decided: int
    breach: str | None = None


def examined(law: CaseLaw | RuleLaw, number: int, phases: Sequence[Phase] = PHASES) -> Share:
    """Examples of a law from a seed; how many determinations they compared, or how it is broken."""

    @seed(number)
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        phases=phases,
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
    )
    @given(data=st.data())
    def law_holds(data: st.DataObject) -> None:
        compare(law, data)

    warnings.simplefilter("ignore")
    before = TALLY.decided
    try:
        law_holds()
    except AssertionError as breach:
        return Share(law.name, number, TALLY.decided - before, str(breach))
    return Share(law.name, number, TALLY.decided - before)


def shares(
    laws: Sequence[CaseLaw | RuleLaw], first: int, workers: int, phases: Sequence[Phase] = PHASES
) -> Generator[Share]:
    """Shares without end, the laws in turn, worked out ahead of their turn; none is begun after the last one taken."""
    # A worker starts afresh: what other threads of this process hold would be copied as it stands.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        waiting: deque[Future[Share]] = deque()
        try:
            for number, law in enumerate(cycle(laws), start=first):
                waiting.append(pool.submit(examined, law, number, phases))
                if len(waiting) >= workers * AHEAD:
                    yield waiting.popleft().result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def run(found: Iterator[Share], laws: int, cases: int, console: Console) -> int:
    """Take the shares of so many laws in turn until enough cases were decided; the first breach ends it."""
    decided: Counter[str] = Counter()
    numbers: list[int] = []
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console) as progress:
        task = progress.add_task("laws", total=cases)
        for share in found:
            numbers.append(share.number)
            progress.update(task, description=share.law)
            if share.breach is not None:
                console.print(f"{share.law}: broken, seed {share.number}", style="red")
                console.print(share.breach, markup=False, highlight=False, soft_wrap=True)
                return 1
            decided[share.law] += share.decided
            progress.advance(task, share.decided)
            if not console.is_terminal and len(numbers) % laws == 0:
                console.print(f"{decided.total()} of {cases} cases", highlight=False)
            if decided.total() >= cases:
                break
    for name, count in decided.items():
        print(f"{count:>9} {name}")
    print(f"{decided.total():>9} cases decided under {len(decided)} laws, no breach; first seed {numbers[0]}")
    return 0


def main() -> int:
    """A run as the command line asks for it."""
    parser = argparse.ArgumentParser(description="The metamorphic laws of the engine in many cases.")
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=None, help="the first seed; drawn if it is not given")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes; one a processor")
    options = parser.parse_args()
    first = random.SystemRandom().randrange(2**32) if options.seed is None else options.seed
    found = shares(LAWS, first, max(options.workers, 1))
    with closing(found):
        return run(found, len(LAWS), options.cases, Console(stderr=True))


if __name__ == "__main__":
    sys.exit(main())
