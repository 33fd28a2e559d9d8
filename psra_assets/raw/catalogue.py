"""The landing assets: publisher, licence, cadence and the data sets of the landing store that each one is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from psra_assets.sources.landing import Source

OWNER = "team:sources"


@dataclass(frozen=True, slots=True)
class RawAsset:
    """One asset of the layer ``raw``. ``warn`` and ``fail`` bound the age of the last look at the publisher."""

    key: tuple[str, str, str]
    source: Source
    datasets: tuple[str, ...]
    description: str
    publisher: str
    licence: str
    kinds: frozenset[str]
    warn: timedelta
    fail: timedelta

    @property
    def name(self) -> str:
        """The key as text: ``raw/hmrc/rules_of_origin``."""
        return "/".join(self.key)


_DAILY = (timedelta(hours=26), timedelta(hours=50))
_MONTHLY = (timedelta(days=33), timedelta(days=63))
_COMMISSION = "European Commission, DG TAXUD"
_UN = "UN Statistics Division, from the World Customs Organization's editions"

RAW_ASSETS: tuple[RawAsset, ...] = (
    RawAsset(
        key=("raw", "hmrc", "rules_of_origin"),
        source="hmrc",
        datasets=("schemes", "schemes_history", "scheme_areas", "rule_sets", "rule_sets_history", "documents"),
        description="Schemes, product-specific rules and legal texts of the UK Trade Tariff, one object a file.",
        publisher="HM Revenue & Customs",
        licence="Open Government Licence v3.0",
        kinds=frozenset({"json", "postgres"}),
        warn=_DAILY[0],
        fail=_DAILY[1],
    ),
    RawAsset(
        key=("raw", "hmrc", "nomenclature"),
        source="hmrc",
        datasets=("nomenclature", "cds_extract"),
        description="Goods nomenclature of the UK Trade Tariff: API responses and CDS daily extracts.",
        publisher="HM Revenue & Customs",
        licence="Open Government Licence v3.0",
        kinds=frozenset({"json", "xml", "postgres"}),
        warn=_DAILY[0],
        fail=_DAILY[1],
    ),
    RawAsset(
        key=("raw", "taric", "increments"),
        source="taric",
        datasets=("increments",),
        description="TARIC3 daily increments, one object an envelope; applied in the order of envelope and record.",
        publisher=_COMMISSION,
        licence="Commission Decision 2011/833/EU (reuse)",
        kinds=frozenset({"xml", "postgres"}),
        warn=_DAILY[0],
        fail=_DAILY[1],
    ),
    RawAsset(
        key=("raw", "taric", "nomenclature"),
        source="taric",
        datasets=("nomenclature", "additional_codes", "duties"),
        description="TARIC's monthly workbooks: nomenclature by language, additional codes, duties.",
        publisher=_COMMISSION,
        licence="Commission Decision 2011/833/EU (reuse)",
        kinds=frozenset({"excel", "postgres"}),
        warn=_MONTHLY[0],
        fail=_MONTHLY[1],
    ),
    RawAsset(
        key=("raw", "wco", "hs_nomenclature"),
        source="hs",
        datasets=("harmonized_system", "comtrade", "sections"),
        description="Codes of the Harmonized System, editions 2002 to 2022, with sections.",
        publisher=_UN,
        licence="ODC-PDDL-1.0; UN Comtrade reference data",
        kinds=frozenset({"csv", "json", "postgres"}),
        warn=_MONTHLY[0],
        fail=_MONTHLY[1],
    ),
    RawAsset(
        key=("raw", "wco", "correlations"),
        source="hs",
        datasets=("correlations",),
        description="Correlation and conversion tables between editions of the Harmonized System.",
        publisher=_UN,
        licence="UN Statistics Division tables",
        kinds=frozenset({"excel", "postgres"}),
        warn=_MONTHLY[0],
        fail=_MONTHLY[1],
    ),
)
