"""What all HS lists share: the form of a code, its parent, and the checks of a list as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from psra_assets.sources.errors import Defects
from psra_assets.sources.wco.errors import CodeMalformed, CodeTwice, ParentUnknown
from psra_assets.sources.wco.records import HsCodeRecord

_CODE = re.compile(r"[0-9]{2}(?:[0-9]{2}){0,2}", re.ASCII)


def is_code(value: str) -> bool:
    """Two, four or six digits."""
    return _CODE.fullmatch(value) is not None


class CodeList:
    """Collects the codes of one list: refuses malformed and repeated ones, and reports missing parents at the end."""

    def __init__(self, edition: int, defects: Defects) -> None:
        self._edition = edition
        self._defects = defects
        self._records: dict[str, HsCodeRecord] = {}
        self._where: dict[str, str] = {}

    def add(self, code: str, description: str, *, where: str, section: str | None = None) -> None:
        """Take one code; a malformed or repeated one is a finding."""
        if not is_code(code):
            self._defects.append(CodeMalformed(f'"{code}" is not two, four or six digits.', place=where))
            return
        if code in self._records:
            self._defects.append(CodeTwice(f"{code} is listed twice.", place=where))
            return
        parent = code[:-2] or None
        self._where[code] = where
        self._records[code] = HsCodeRecord(self._edition, code, len(code), parent, section, description)

    def __iter__(self) -> Iterator[HsCodeRecord]:
        for code, record in self._records.items():
            if record.parent is not None and record.parent not in self._records:
                self._defects.append(
                    ParentUnknown(f"{record.parent}, above {code}, is not in the list.", place=self._where[code])
                )
            yield record
