"""A horizontal stacked bar chart as SVG in a Markdown data URI: no drawing library, no time, no font files."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

import dagster as dg

_COLOURS = ("#2f7d5b", "#3b6ea8", "#c0702f", "#d5d5d5")
_WIDTH, _ROW, _LABEL = 640, 18, 170


def bars(series: Sequence[str], rows: Mapping[str, Sequence[int]], *, title: str) -> dg.MarkdownMetadataValue:
    """One bar a row, one colour a series (up to four), each as a share of the row's sum."""
    height = _ROW * (len(rows) + 1) + 8
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{height}"'
        ' font-family="sans-serif" font-size="11">'
    ]
    parts += [
        f'<rect x="{_LABEL + i * 110}" y="2" width="10" height="10" fill="{colour}"/>'
        f'<text x="{_LABEL + i * 110 + 14}" y="11">{escape(name)}</text>'
        for i, (name, colour) in enumerate(zip(series, _COLOURS, strict=False))
    ]
    for number, (label, counts) in enumerate(rows.items(), start=1):
        top, left, total = number * _ROW + 2, _LABEL, sum(counts) or 1
        parts.append(f'<text x="{_LABEL - 6}" y="{top + 11}" text-anchor="end">{escape(label)}</text>')
        for count, colour in zip(counts, _COLOURS, strict=False):
            width = count * (_WIDTH - _LABEL - 60) // total
            parts.append(f'<rect x="{left}" y="{top}" width="{width}" height="13" fill="{colour}"/>')
            left += width
        parts.append(f'<text x="{left + 4}" y="{top + 11}">{sum(counts):,}</text>')
    svg = "".join([*parts, "</svg>"])
    return dg.MetadataValue.md(f"![{title}](data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()})")
