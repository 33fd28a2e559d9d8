"""CDS daily extracts: ``TariffHistoryResponse`` XML, a header and history items. They come as ZIPs named ``.gzip``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from lxml import etree

from psra_assets.sources.errors import Defects
from psra_assets.sources.hmrc.errors import ExtractMalformed, ExtractPartial
from psra_assets.sources.hmrc.records import CdsRecord
from psra_assets.sources.limits import DEFAULT_LIMITS, Budget, Limits, check_depth
from psra_assets.sources.text import dump_json
from psra_assets.sources.xml import local, release, stream

_RESPONSE, _HEADER, _ITEM = "TariffHistoryResponse", "ResultsInfo", "TariffHistoryItem"
Tree = dict[str, object] | list[object] | str


def parse_cds(data: bytes, *, place: str, defects: Defects, limits: Limits = DEFAULT_LIMITS) -> Iterator[CdsRecord]:
    """One record a history item. Fewer than the header's ``totalRecords`` is a finding (the samples are excerpts)."""
    budget = Budget(limits, place)
    announced: int | None = None
    ordinal = 0
    is_response = False
    tags = tuple(f"{{*}}{name}" for name in (_RESPONSE, _HEADER, _ITEM))
    for event, element in stream(data, place=place, tags=tags, malformed=ExtractMalformed, forbidden=ExtractMalformed):
        name = local(element)
        if name == _RESPONSE:
            is_response = is_response or event == "start"
        elif event == "end" and name == _HEADER:
            announced = _number(element.findtext("{*}totalRecords"))
        elif event == "end":
            budget.spend()
            yield from _records(element, ordinal, place, limits)
            ordinal += 1
            release(element)
    if not is_response:
        raise ExtractMalformed("The root element is not TariffHistoryResponse.", place=place)
    if announced is not None and ordinal < announced:
        defects.append(
            ExtractPartial(f"The header announces {announced} records, the file has {ordinal}.", place=place)
        )


def _records(item: etree._Element, ordinal: int, place: str, limits: Limits) -> Iterator[CdsRecord]:
    wrapper = next(iter(item), None)
    record = next(iter(wrapper), None) if wrapper is not None else None
    if record is None:
        raise ExtractMalformed("The history item is empty.", place=f"{place}:{item.sourceline}")
    payload = _tree(record)
    check_depth(payload, limits, f"{place}:{record.sourceline}")
    transaction_at = record.findtext("{*}metainfo/{*}transactionDate")
    yield CdsRecord(
        ordinal=ordinal,
        element=local(record),
        hjid=_number(record.findtext("{*}hjid")),
        operation=record.findtext("{*}metainfo/{*}opType"),
        transaction_at=_time(transaction_at, f"{place}:{record.sourceline}"),
        payload=dump_json(payload),
    )


def _tree(element: etree._Element) -> Tree:
    """Elements as JSON: a leaf is its text, children that share a name are a list."""
    if len(element) == 0:
        return element.text or ""
    out: dict[str, object] = {}
    for child in element:
        name, value = local(child), _tree(child)
        if name in out:
            known = out[name]
            out[name] = [*known, value] if isinstance(known, list) else [known, value]
        else:
            out[name] = value
    return out


def _number(value: str | None) -> int | None:
    return int(value) if value is not None and value.isdecimal() and len(value) < 19 else None


def _time(value: str | None, place: str) -> datetime | None:
    """London civil time as the extract prints it; it states no offset, so none is added."""
    if value is None:
        return None
    try:
        return datetime.fromisoformat(value)
    except ValueError as error:
        raise ExtractMalformed(f'"{value}" is no time.', place=place) from error
