"""Which parser fills which landing tables, by data set. Raise a ``version`` when a parser's rows change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from psra_assets.sources.errors import Defects
from psra_assets.sources.hmrc.classify import edition_of, scheme_of
from psra_assets.sources.hmrc.parse_cds import parse_cds
from psra_assets.sources.hmrc.parse_documents import parse_documents
from psra_assets.sources.hmrc.parse_nomenclature import parse_nomenclature
from psra_assets.sources.hmrc.parse_rules import parse_rule_footnotes, parse_rules
from psra_assets.sources.hmrc.parse_schemes import parse_scheme_areas, parse_schemes
from psra_assets.sources.hmrc.records import (
    CdsRecord,
    DocumentRecord,
    NomenclatureRecord,
    RuleFootnoteRecord,
    RuleRecord,
    SchemeAreaRecord,
    SchemeRecord,
)
from psra_assets.sources.landing import LandedObject
from psra_assets.sources.limits import Limits
from psra_assets.sources.taric import parse_excel
from psra_assets.sources.taric.classify import is_export
from psra_assets.sources.taric.parse_xml import parse_increment
from psra_assets.sources.taric.records import AdditionalCodeRow, DutyRow, NomenclatureRow, TaricRecord
from psra_assets.sources.text import dump_json
from psra_assets.sources.wco.classify import edition_named
from psra_assets.sources.wco.parse_comtrade import parse_comtrade
from psra_assets.sources.wco.parse_correlation import parse_correlation
from psra_assets.sources.wco.parse_csv import parse_hs_csv, parse_sections_csv
from psra_assets.sources.wco.records import CorrelationRecord, HsCodeRecord, SectionRecord


@dataclass(frozen=True, slots=True)
class Parsing:
    """One object on its way to rows: its name in the data set, its bytes, where a reader finds it, and its defects."""

    name: str
    data: bytes
    place: str
    defects: Defects
    limits: Limits


@dataclass(frozen=True, slots=True)
class Table:
    """A landing table: its columns after ``load_id`` and ``object_sha256``, and what fills them."""

    name: str
    columns: tuple[str, ...]
    parse: Callable[[Parsing], Iterable[tuple[object, ...]]]


@dataclass(frozen=True, slots=True)
class Dataset:
    """The tables of a data set, and the version of their parsers."""

    version: int
    tables: tuple[Table, ...]


def dataset_of(landed: LandedObject) -> Dataset:
    """The data set of an object. Every data set that an object is classified as is here."""
    return DATASETS[landed.published.source, landed.published.dataset]


def _rules(p: Parsing) -> Iterator[RuleRecord]:
    return parse_rules(
        p.data,
        scheme=scheme_of(p.name),
        edition=edition_of(p.name),
        place=p.place,
        defects=p.defects,
        limits=p.limits,
    )


def _rule_footnotes(p: Parsing) -> Iterator[RuleFootnoteRecord]:
    return parse_rule_footnotes(p.data, scheme=scheme_of(p.name), edition=edition_of(p.name), place=p.place)


def _schemes(p: Parsing) -> Iterator[SchemeRecord]:
    return parse_schemes(p.data, edition=edition_of(p.name), place=p.place, defects=p.defects, limits=p.limits)


def _scheme_areas(p: Parsing) -> Iterator[SchemeAreaRecord]:
    return parse_scheme_areas(p.data, place=p.place, defects=p.defects)


def _documents(p: Parsing) -> Iterator[DocumentRecord]:
    return parse_documents(p.data, place=p.place, defects=p.defects, limits=p.limits)


def _uk_nomenclature(p: Parsing) -> Iterator[NomenclatureRecord]:
    return parse_nomenclature(p.data, edition=edition_of(p.name), place=p.place, defects=p.defects, limits=p.limits)


def _cds(p: Parsing) -> Iterator[CdsRecord]:
    return parse_cds(p.data, place=p.place, defects=p.defects, limits=p.limits)


def _increment(p: Parsing) -> Iterator[tuple[object, ...]]:
    for record in parse_increment(p.data, place=p.place, defects=p.defects, limits=p.limits):
        yield (*record[:7], int(record.update_type), record.record_key, dump_json(record.payload))


def _nomenclature(p: Parsing) -> Iterator[NomenclatureRow]:
    return parse_excel.parse_nomenclature(p.data, place=p.place, defects=p.defects, limits=p.limits)


def _additional_codes(p: Parsing) -> Iterator[AdditionalCodeRow]:
    return parse_excel.parse_additional_codes(p.data, place=p.place, defects=p.defects, limits=p.limits)


def _duties(p: Parsing) -> Iterator[DutyRow]:
    return parse_excel.parse_duties(
        p.data,
        direction="export" if is_export(p.name, place=p.place) else "import",
        place=p.place,
        defects=p.defects,
        limits=p.limits,
    )


def _hs_csv(p: Parsing) -> Iterator[HsCodeRecord]:
    return parse_hs_csv(
        p.data, edition=edition_named(p.name, place=p.place), place=p.place, defects=p.defects, limits=p.limits
    )


def _sections(p: Parsing) -> Iterator[SectionRecord]:
    return parse_sections_csv(p.data, place=p.place, limits=p.limits)


def _comtrade(p: Parsing) -> Iterator[HsCodeRecord]:
    return parse_comtrade(p.data, place=p.place, defects=p.defects, limits=p.limits)


def _correlations(p: Parsing) -> Iterator[CorrelationRecord]:
    return parse_correlation(p.data, place=p.place, defects=p.defects, limits=p.limits)


_RULE_SETS = Dataset(
    1,
    (
        Table("hmrc_rules", RuleRecord._fields, _rules),
        Table("hmrc_rule_footnotes", RuleFootnoteRecord._fields, _rule_footnotes),
    ),
)
_SCHEMES = Dataset(2, (Table("hmrc_schemes", SchemeRecord._fields, _schemes),))

DATASETS: dict[tuple[str, str], Dataset] = {
    ("hmrc", "rule_sets"): _RULE_SETS,
    ("hmrc", "rule_sets_history"): _RULE_SETS,
    ("hmrc", "schemes"): _SCHEMES,
    ("hmrc", "schemes_history"): _SCHEMES,
    ("hmrc", "scheme_areas"): Dataset(1, (Table("hmrc_scheme_areas", SchemeAreaRecord._fields, _scheme_areas),)),
    ("hmrc", "documents"): Dataset(1, (Table("hmrc_documents", DocumentRecord._fields, _documents),)),
    ("hmrc", "nomenclature"): Dataset(1, (Table("hmrc_nomenclature", NomenclatureRecord._fields, _uk_nomenclature),)),
    ("hmrc", "cds_extract"): Dataset(1, (Table("hmrc_cds_records", CdsRecord._fields, _cds),)),
    ("taric", "increments"): Dataset(1, (Table("taric_records", TaricRecord._fields, _increment),)),
    ("taric", "nomenclature"): Dataset(1, (Table("taric_nomenclature", NomenclatureRow._fields, _nomenclature),)),
    ("taric", "additional_codes"): Dataset(
        1, (Table("taric_additional_codes", AdditionalCodeRow._fields, _additional_codes),)
    ),
    ("taric", "duties"): Dataset(1, (Table("taric_duties", DutyRow._fields, _duties),)),
    ("hs", "harmonized_system"): Dataset(1, (Table("wco_hs_codes", HsCodeRecord._fields, _hs_csv),)),
    ("hs", "comtrade"): Dataset(1, (Table("wco_hs_codes", HsCodeRecord._fields, _comtrade),)),
    ("hs", "sections"): Dataset(1, (Table("wco_sections", SectionRecord._fields, _sections),)),
    ("hs", "correlations"): Dataset(1, (Table("wco_correlations", CorrelationRecord._fields, _correlations),)),
}
