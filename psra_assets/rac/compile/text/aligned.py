"""A string that remembers where each of its characters stood in the original."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

Replacement = str | Callable[[re.Match[str]], str]


@dataclass(frozen=True, slots=True)
class Aligned:
    """``starts[i]`` and ``ends[i]`` bound, in the original, what the character ``text[i]`` stands for."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, original: str) -> Aligned:
        """The original itself."""
        size = len(original)
        return cls(original, tuple(range(size)), tuple(range(1, size + 1)))

    def sub(self, pattern: re.Pattern[str], replacement: Replacement) -> Aligned:
        """Replace each match; what replaces it stands for the whole of what it replaced."""
        if pattern.search(self.text) is None:
            return self
        parts: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        done = 0
        for match in pattern.finditer(self.text):
            low, high = match.span()
            new = replacement if isinstance(replacement, str) else replacement(match)
            if new == match.group():
                continue
            parts += (self.text[done:low], new)
            starts += self.starts[done:low]
            ends += self.ends[done:low]
            if new:
                # What is written between two characters stands for the one behind it.
                at = min(low, len(self.starts) - 1)
                starts += [self.starts[at]] * len(new)
                ends += [self.ends[max(high - 1, at)]] * len(new)
            done = high
        if not parts:
            return self
        parts.append(self.text[done:])
        starts += self.starts[done:]
        ends += self.ends[done:]
        return Aligned("".join(parts), tuple(starts), tuple(ends))

    def span(self, low: int, high: int) -> tuple[int, int]:
        """Where ``text[low:high]`` stood in the original, ``[start, end)``."""
        if low >= high:
            point = self.starts[low] if low < len(self.starts) else (self.ends[-1] if self.ends else 0)
            return point, point
        return self.starts[low], self.ends[high - 1]
