"""A live run: what is asked of each publisher, in which order. One that fails does not stop the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from psra_assets.sources.classify import Origin
from psra_assets.sources.errors import Defects, NoAddress, NotFoundAtPublisher, SourceError
from psra_assets.sources.findings import Finding
from psra_assets.sources.hmrc import client as hmrc
from psra_assets.sources.hmrc.parse_nomenclature import parse_nomenclature
from psra_assets.sources.http import Fetcher, HttpSettings
from psra_assets.sources.inbox import Inbox, Progress
from psra_assets.sources.landing import LandedObject, LandingStore, Source
from psra_assets.sources.limits import Limits
from psra_assets.sources.listing import file_name, links

_VARIABLES: tuple[tuple[Source, str, str], ...] = (
    ("taric", "PSRA_TARIC_URL", "TARIC3 increments and monthly workbooks"),
    ("hs", "PSRA_WCO_URL", "HS lists and correlation workbooks"),
)


@dataclass(frozen=True, slots=True)
class LiveSettings:
    """Addresses of a live run. ``chapters`` (two digits each) narrows the nomenclature; empty means every chapter."""

    hmrc_url: str = hmrc.API
    hmrc_rules_url: str = hmrc.RULES
    taric_url: str | None = None
    wco_url: str | None = None
    chapters: tuple[str, ...] = ()
    http: HttpSettings = field(default_factory=HttpSettings)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> LiveSettings:
        """``PSRA_HMRC_URL``, ``PSRA_HMRC_RULES_URL``, ``PSRA_TARIC_URL``, ``PSRA_WCO_URL``."""
        return cls(
            hmrc_url=environment.get("PSRA_HMRC_URL") or hmrc.API,
            hmrc_rules_url=environment.get("PSRA_HMRC_RULES_URL") or hmrc.RULES,
            taric_url=environment.get("PSRA_TARIC_URL") or None,
            wco_url=environment.get("PSRA_WCO_URL") or None,
        )


class LiveRun:
    """One run. ``findings`` is complete when ``objects`` has been exhausted."""

    def __init__(self, store: LandingStore, settings: LiveSettings, *, now: datetime, limits: Limits) -> None:
        self._store = store
        self._settings = settings
        self._now = now
        self._limits = limits
        self._inbox = Inbox(Path(), limits=limits)

    @property
    def findings(self) -> list[Finding]:
        """What could not be fetched or used."""
        return self._inbox.findings

    def objects(self, progress: Progress | None = None) -> Iterator[LandedObject]:
        """Everything that was fetched, or that the publisher says has not changed since it was landed."""
        with Fetcher(self._settings.http, self._limits) as fetcher:
            yield from self._hmrc(fetcher, progress)
            for source, variable, content in _VARIABLES:
                yield from self._configured(fetcher, source, variable=variable, content=content, progress=progress)

    def _hmrc(self, fetcher: Fetcher, progress: Progress | None) -> Iterator[LandedObject]:
        queue = hmrc.first_requests(self._settings.hmrc_url, self._settings.hmrc_rules_url)
        done = 0
        while done < len(queue):
            request = queue[done]
            for landed in self._fetch(fetcher, "hmrc", request):
                yield landed
                queue.extend(self._follow(request, landed))
            done += 1
            if progress is not None:
                progress("fetch hmrc", done, len(queue))

    def _follow(self, request: hmrc.Request, landed: LandedObject) -> list[hmrc.Request]:
        ignored: Defects = []  # both documents are read again, and reported, when they are loaded
        try:
            if request.kind == "schemes":
                return list(hmrc.scheme_requests(landed, self._settings.hmrc_rules_url, ignored))
            if request.kind == "chapters":
                records = parse_nomenclature(
                    landed.read_bytes(), edition="uk", place=landed.place, defects=ignored, limits=self._limits
                )
                codes = sorted({record.goods_code[:2] for record in records if record.level == "chapter"})
                wanted = [code for code in codes if code in self._settings.chapters or not self._settings.chapters]
                return list(hmrc.chapter_requests(wanted, self._settings.hmrc_url))
        except SourceError as error:
            self._report("hmrc", error)
        return []

    def _configured(
        self,
        fetcher: Fetcher,
        source: Source,
        *,
        variable: str,
        content: str,
        progress: Progress | None,
    ) -> Iterator[LandedObject]:
        url = self._settings.taric_url if source == "taric" else self._settings.wco_url
        if url is None:
            remedy = f"Set {variable} to a file or a folder listing of {content}."
            self._report(
                source, NoAddress("No address is configured; nothing was fetched.", place=variable, remedy=remedy)
            )
            return
        queue = [url]
        try:
            if not file_name(url) or "." not in file_name(url):
                page = fetcher.get(url)
                queue = links(page.data or b"", url)
        except SourceError as error:
            self._report(source, error)
            return
        for done, address in enumerate(queue, start=1):
            yield from self._fetch(fetcher, source, hmrc.Request(address, file_name(address), "file"))
            if progress is not None:
                progress(f"fetch {source}", done, len(queue))

    def _fetch(self, fetcher: Fetcher, source: Source, request: hmrc.Request) -> Iterator[LandedObject]:
        known = self._store.latest_from(request.url)
        headers = hmrc.ACCEPT if request.is_api else {}
        try:
            answer = fetcher.get(request.url, headers=headers, etag=known[0].published.etag if known else None)
        except NotFoundAtPublisher as error:
            self._report(source, hmrc.missing(request, error))
            return
        except SourceError as error:
            self._report(source, error)
            return
        if answer.data is None:
            yield from (replace(landed, last_seen_at=self._now) for landed in known)
            return
        origin = Origin(url=request.url, etag=answer.etag)
        for item in self._inbox.received(source, request.name, answer.data, place=request.url, origin=origin):
            yield self._store.land(item.published, item.data, now=self._now)

    def _report(self, source: Source, error: SourceError) -> None:
        self.findings.append(Finding.of(error, source=source, publisher=source))
