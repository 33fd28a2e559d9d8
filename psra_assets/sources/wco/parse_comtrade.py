"""UN Comtrade's lists: ``{classCode, className, results: [{id, text, parent}]}``, H2 (2002) to H6 (2022)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from psra_assets.sources.errors import Defects
from psra_assets.sources.limits import DEFAULT_LIMITS, Budget, Limits
from psra_assets.sources.text import load_json
from psra_assets.sources.wco.codes import CodeList, is_code
from psra_assets.sources.wco.errors import CodeNotHs, EditionUnknown, TableMalformed
from psra_assets.sources.wco.records import EDITIONS, HsCodeRecord

_CLASS_NAME = re.compile(r"HS(\d{4})", re.ASCII)
_AGGREGATES = frozenset({"ALL", "TOTAL", "AG2", "AG4", "AG6"})


def parse_comtrade(
    data: bytes, *, place: str, defects: Defects, limits: Limits = DEFAULT_LIMITS
) -> Iterator[HsCodeRecord]:
    """One record a code. Aggregates are passed over; codes that the UN added (``9999AA``) are findings."""
    budget = Budget(limits, place)
    document = load_json(data, place, TableMalformed)
    edition = edition_of(document, place=place)
    results = document.get("results") if isinstance(document, dict) else None
    if not isinstance(results, list):
        raise TableMalformed("An array of results is expected.", place=f"{place}#/results")
    codes = CodeList(edition, defects)
    for index, entry in enumerate(results):
        budget.spend()
        where = f"{place}#/results/{index}"
        code = entry.get("id") if isinstance(entry, dict) else None
        text = entry.get("text") if isinstance(entry, dict) else None
        if not isinstance(code, str) or not isinstance(text, str):
            defects.append(TableMalformed("An object with id and text is expected.", place=where))
        elif code in _AGGREGATES:
            continue
        elif not is_code(code) and len(code) == 6 and is_code(code[:4]):
            defects.append(CodeNotHs(f"{code} is no code of the HS.", place=where))
        else:
            codes.add(code, text.removeprefix(f"{code} - ").strip(), where=where)
    yield from codes


def edition_of(document: object, *, place: str) -> int:
    """The edition that the list names (``className``: ``HS2017``)."""
    name = document.get("className") if isinstance(document, dict) else None
    match = _CLASS_NAME.fullmatch(name) if isinstance(name, str) else None
    if match is None or int(match[1]) not in EDITIONS:
        raise EditionUnknown(f'className is "{name}"; HS and a year is expected.', place=f"{place}#/className")
    return int(match[1])
