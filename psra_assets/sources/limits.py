"""Limits on what a publisher may make us read. One object, so that a test can lower each of them."""

from __future__ import annotations

import time
from dataclasses import dataclass

from psra_assets.sources.errors import ParseTimeout, TooDeep, TooManyRecords

MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, times in seconds. The largest published file known here has 11 MiB and 14,000 records."""

    max_packed_bytes: int = 256 * MIB
    max_document_bytes: int = 512 * MIB
    max_archive_bytes: int = 2048 * MIB
    max_ratio: int = 200
    ratio_floor_bytes: int = 8 * MIB
    max_members: int = 20_000
    max_archive_depth: int = 3
    max_value_depth: int = 32
    max_records: int = 5_000_000
    max_parse_seconds: float = 300.0


DEFAULT_LIMITS = Limits()


class Budget:
    """Counts records and watches the clock while one document is parsed. ``spend`` is called once a record."""

    _EVERY = 512

    def __init__(self, limits: Limits, place: str) -> None:
        self._limits = limits
        self._place = place
        self._records = 0
        self._end = time.monotonic() + limits.max_parse_seconds

    def spend(self) -> None:
        """Account for one more record; raises SRC616 or SRC618 when a limit is passed."""
        self._records += 1
        if self._records > self._limits.max_records:
            raise TooManyRecords(f"There are more than {self._limits.max_records} records.", place=self._place)
        if self._records % self._EVERY == 1 and time.monotonic() > self._end:
            raise ParseTimeout(f"Parsing took more than {self._limits.max_parse_seconds:g} s.", place=self._place)


def check_depth(value: object, limits: Limits, place: str) -> None:
    """Refuse lists and objects that are nested deeper than ``max_value_depth`` (SRC609)."""
    level: list[object] = [value]
    for _ in range(limits.max_value_depth):
        level = [child for node in level for child in _children(node)]
        if not level:
            return
    raise TooDeep(f"Values are nested deeper than {limits.max_value_depth}.", place=place)


def _children(node: object) -> list[object]:
    if isinstance(node, dict):
        return list(node.values())
    return node if isinstance(node, list) else []
