"""Loads by data set, and the load of a whole ingest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from psycopg.rows import tuple_row

from psra_assets.sources.fetch import Ingested
from psra_assets.sources.findings import Finding
from psra_assets.sources.inbox import Progress
from psra_assets.sources.landing import LandedObject, Source
from psra_assets.sources.limits import DEFAULT_LIMITS, Limits
from psra_assets.sources.load.landed import ETL_ROLE, Connection, add_findings, load_object
from psra_assets.sources.load.report import LoadReport

_FORGET_INGEST = "delete from landing.findings where load_id is null and object_sha256 is null"


def load_objects(
    connection: Connection,
    objects: Iterable[LandedObject],
    *,
    limits: Limits = DEFAULT_LIMITS,
    progress: Progress | None = None,
) -> LoadReport:
    """Load every object, each in a transaction of its own. One that fails does not stop the next.

    Works on a connection with or without autocommit, and inside a transaction; writes as ``psra_etl``. Raises only what
    the database itself raises.
    """
    queue: Sequence[LandedObject] = list(objects)
    report = LoadReport()
    for done, landed in enumerate(queue, start=1):
        report += load_object(connection, landed, limits)
        if progress is not None:
            progress("load", done, len(queue))
    return report


def load_ingested(
    connection: Connection,
    ingested: Ingested,
    *,
    limits: Limits = DEFAULT_LIMITS,
    progress: Progress | None = None,
) -> LoadReport:
    """Load all that was ingested; the report carries the findings of both."""
    record_ingest_findings(connection, ingested.findings)
    report = load_objects(connection, ingested.objects, limits=limits, progress=progress)
    return LoadReport(findings=ingested.findings) + report


def record_ingest_findings(connection: Connection, findings: Iterable[Finding]) -> None:
    """Keep what the last run could not land, in place of what the run before could not."""
    with connection.transaction(), connection.cursor(row_factory=tuple_row) as cursor:
        cursor.execute(f"set local role {ETL_ROLE}")
        cursor.execute(_FORGET_INGEST)
        add_findings(cursor, findings, None)


def load_hmrc_schemes(connection: Connection, objects: Iterable[LandedObject]) -> LoadReport:
    """Scheme lists and areas: ``landing.hmrc_schemes``, ``landing.hmrc_scheme_areas``."""
    return load_objects(connection, _of(objects, "hmrc", "schemes", "schemes_history", "scheme_areas"))


def load_hmrc_rules(connection: Connection, objects: Iterable[LandedObject]) -> LoadReport:
    """Rule sets: ``landing.hmrc_rules``, ``landing.hmrc_rule_footnotes``."""
    return load_objects(connection, _of(objects, "hmrc", "rule_sets", "rule_sets_history"))


def load_hmrc_documents(connection: Connection, objects: Iterable[LandedObject]) -> LoadReport:
    """Legal texts: ``landing.hmrc_documents``."""
    return load_objects(connection, _of(objects, "hmrc", "documents"))


def load_hmrc_nomenclature(connection: Connection, objects: Iterable[LandedObject]) -> LoadReport:
    """API responses: ``landing.hmrc_nomenclature``."""
    return load_objects(connection, _of(objects, "hmrc", "nomenclature"))


def load_hmrc_cds(connection: Connection, objects: Iterable[LandedObject]) -> LoadReport:
    """CDS extracts: ``landing.hmrc_cds_records``."""
    return load_objects(connection, _of(objects, "hmrc", "cds_extract"))


def load_taric_increments(connection: Connection, objects: Iterable[LandedObject]) -> LoadReport:
    """Increments: ``landing.taric_records``; ``landing.taric_state`` applies them in their own order."""
    return load_objects(connection, _of(objects, "taric", "increments"))


def load_taric_workbooks(connection: Connection, objects: Iterable[LandedObject]) -> LoadReport:
    """Workbooks: ``landing.taric_nomenclature``, ``landing.taric_additional_codes``, ``landing.taric_duties``."""
    return load_objects(connection, _of(objects, "taric", "nomenclature", "additional_codes", "duties"))


def load_wco_nomenclature(connection: Connection, objects: Iterable[LandedObject]) -> LoadReport:
    """HS lists: ``landing.wco_hs_codes``, ``landing.wco_sections``."""
    return load_objects(connection, _of(objects, "hs", "harmonized_system", "comtrade", "sections"))


def load_wco_correlations(connection: Connection, objects: Iterable[LandedObject]) -> LoadReport:
    """Correlation tables: ``landing.wco_correlations``."""
    return load_objects(connection, _of(objects, "hs", "correlations"))


def _of(objects: Iterable[LandedObject], source: Source, *datasets: str) -> list[LandedObject]:
    return [item for item in objects if item.published.source == source and item.published.dataset in datasets]
