"""From landed objects to rows of the ``landing`` schema: one transaction an object, idempotent by digest.

An object whose bytes were loaded before by the same parser is skipped; a new one takes the place of the one with its
name; one that cannot be parsed leaves the one before it in force and becomes a finding.
"""

from psra_assets.sources.load.report import LoadReport
from psra_assets.sources.load.run import (
    load_hmrc_cds,
    load_hmrc_documents,
    load_hmrc_nomenclature,
    load_hmrc_rules,
    load_hmrc_schemes,
    load_ingested,
    load_objects,
    load_taric_increments,
    load_taric_workbooks,
    load_wco_correlations,
    load_wco_nomenclature,
    record_ingest_findings,
)

__all__ = [
    "LoadReport",
    "load_hmrc_cds",
    "load_hmrc_documents",
    "load_hmrc_nomenclature",
    "load_hmrc_rules",
    "load_hmrc_schemes",
    "load_ingested",
    "load_objects",
    "load_taric_increments",
    "load_taric_workbooks",
    "load_wco_correlations",
    "load_wco_nomenclature",
    "record_ingest_findings",
]
