"""Landed objects and findings as metadata."""

from __future__ import annotations

from collections.abc import Iterable

import dagster as dg

from psra_assets.resources.markdown import table
from psra_assets.sources.findings import Finding
from psra_assets.sources.landing import LandedObject


def objects_table(objects: Iterable[LandedObject]) -> dg.MarkdownMetadataValue:
    """Objects of a run with their digests and where they came from."""
    return table(
        ["data set", "name", "publisher", "licence", "bytes", "sha256", "from"],
        [
            (
                o.published.dataset,
                o.published.name,
                o.published.publisher,
                o.published.licence,
                o.size,
                o.sha256,
                o.place,
            )
            for o in objects
        ],
        empty="no object of this asset is in this run's data; the last good ones stay in force",
    )


def findings_table(findings: Iterable[Finding]) -> dg.MarkdownMetadataValue:
    """Defects with code, place and what to do."""
    return table(["code", "severity", "place", "message"], [(f.code, f.severity, f.place, f.message) for f in findings])
