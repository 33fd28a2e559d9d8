"""Tables and pictures in an asset's metadata, as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import dagster as dg

_LIMIT = 50


def table(
    head: Sequence[str], rows: Iterable[Sequence[object]], *, empty: str = "none", limit: int = _LIMIT
) -> dg.MarkdownMetadataValue:
    """A Markdown table; beyond ``limit`` rows it says how many more there are."""
    body = list(rows)
    if not body:
        return dg.MetadataValue.md(empty)
    lines = [_line(head), _line(["---"] * len(head)), *(_line(row) for row in body[:limit])]
    if len(body) > limit:
        lines.append(f"\n… and {len(body) - limit:,} more")
    return dg.MetadataValue.md("\n".join(lines))


def _line(cells: Sequence[object]) -> str:
    return "| " + " | ".join(_cell(cell) for cell in cells) + " |"


def _cell(value: object) -> str:
    text = "" if value is None else f"{value:,}" if isinstance(value, int) else str(value)
    return text.replace("|", "\\|").replace("\n", " ")[:300]
