"""Run the benchmarks: ``python -m bench [subject…]``; all without a name."""

from __future__ import annotations

import importlib
import pkgutil
import sys

import bench
from bench.report import show

_NOT_SUBJECTS = {"__main__", "report"}


def main(names: list[str]) -> int:
    """Run the named subjects and print one table each. Status 2 for an unknown name."""
    known = sorted(
        m.name for m in pkgutil.iter_modules(bench.__path__) if m.name not in _NOT_SUBJECTS and m.name[0] != "_"
    )
    unknown = sorted(set(names) - set(known))
    if unknown:
        print(f"bench: no subject {', '.join(unknown)}; there are: {', '.join(known)}", file=sys.stderr)
        return 2
    for name in names or known:
        print(f"\n{name}: {(importlib.import_module(f'bench.{name}').__doc__ or '').splitlines()[0]}", flush=True)
        show(importlib.import_module(f"bench.{name}").run())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
