"""Ingest: from the bundled sample, a folder or the publishers to landed objects and findings. No rows are made here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from psra_assets.sources.findings import Finding
from psra_assets.sources.inbox import Inbox, Progress
from psra_assets.sources.landing import LandedObject, LandingStore, Source
from psra_assets.sources.limits import DEFAULT_LIMITS, Limits
from psra_assets.sources.live import LiveRun, LiveSettings

BUNDLED = Path(__file__).parent / "bundled"


@dataclass(frozen=True, slots=True)
class Ingested:
    """What a run landed, in the order in which it was found, and what was wrong with the rest."""

    objects: tuple[LandedObject, ...]
    findings: tuple[Finding, ...]

    def of(self, source: Source, *datasets: str) -> list[LandedObject]:
        """The objects of a source, or of some of its data sets."""
        return [
            item
            for item in self.objects
            if item.published.source == source and (not datasets or item.published.dataset in datasets)
        ]


def ingest(
    data: str | Path,
    store: LandingStore,
    *,
    now: datetime,
    live: LiveSettings | None = None,
    limits: Limits = DEFAULT_LIMITS,
    progress: Progress | None = None,
) -> Ingested:
    """Land ``bundled``, ``live`` or a folder. Raises SRC601 if the folder cannot be used; all else is a finding."""
    if data == "live":
        run = LiveRun(store, live or LiveSettings(), now=now, limits=limits)
        return Ingested(tuple(run.objects(progress)), tuple(run.findings))
    inbox = Inbox(BUNDLED if data == "bundled" else Path(data), limits=limits)
    objects = [store.land(item.published, item.data, now=now) for item in inbox.documents(progress)]
    return Ingested(tuple(objects), tuple(inbox.findings))
