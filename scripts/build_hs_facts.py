"""Derive the engine's HS facts (codes of each edition, correlations between editions) from the UN's published tables.

Usage: python scripts/build_hs_facts.py SHARED_DATA_DIR [OUT_DIR]

Only codes are kept, in a form of our own. ``codes-<edition>.txt``: six-digit codes, one line a heading: the heading and
the last two digits of its subheadings. ``<from>-<to>.txt``: codes whose counterpart is not themselves alone, one line
for all that have the same: ``codes: counterparts``, empty where there is none.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import defaultdict
from pathlib import Path

from python_calamine import CalamineWorkbook

EDITIONS = {2002: "H2", 2007: "H3", 2012: "H4", 2017: "H5", 2022: "H6"}
# What classifications hold beside subheadings: totals and, since they are no goods of a chapter, "commodities not
# specified according to kind" (99 99 99).
NOT_GOODS = {"999999"}
OUT = Path(__file__).resolve().parents[1] / "native" / "crates" / "psra-hs" / "facts"


def edition_codes(data: Path, edition: int) -> set[str]:
    """Six-digit codes of an edition."""
    file = data / "hs" / "un_comtrade" / f"classification{EDITIONS[edition]}.json.gz"
    entries = json.loads(gzip.decompress(file.read_bytes()))["results"]
    return {entry["id"] for entry in entries if re.fullmatch(r"\d{6}", entry["id"])} - NOT_GOODS


def pairs(data: Path, newer: int, older: int) -> dict[str, set[str]]:
    """All correlated pairs of a workbook's Correlation sheet; header rows and column order differ between workbooks."""
    book = CalamineWorkbook.from_path(
        data / "hs" / "un_correlation" / f"HS{newer}toHS{older}ConversionAndCorrelationTables.xlsx"
    )
    sheet = next(name for name in book.sheet_names if name.startswith("Correlation") or name.endswith("Correlations"))
    found: dict[str, set[str]] = defaultdict(set)
    for row in book.get_sheet_by_name(sheet).to_python():
        codes = [str(cell).strip() for cell in row if re.fullmatch(r"\d{6}", str(cell).strip())]
        if len(codes) == 2:
            found[codes[0]].add(codes[1])
    return found


def write_codes(out: Path, edition: int, codes: set[str]) -> None:
    """One line a heading."""
    headings: dict[str, list[str]] = defaultdict(list)
    for code in sorted(codes):
        headings[code[:4]].append(code[4:])
    lines = [f"{heading} {' '.join(rest)}" for heading, rest in headings.items()]
    (out / f"codes-{edition}.txt").write_text("\n".join(lines) + "\n")


def write_correlation(out: Path, newer: int, older: int, table: dict[str, set[str]], codes: set[str]) -> None:
    """Only what is not itself alone. Codes with the same counterparts (electrical waste: a thousand) share a line."""
    lines: dict[str, list[str]] = defaultdict(list)
    for code in sorted(codes):
        if table.get(code) != {code}:
            lines[" ".join(sorted(table.get(code, ())))].append(code)
    text = "".join(f"{' '.join(found)}: {counterparts}".rstrip() + "\n" for counterparts, found in lines.items())
    (out / f"{newer}-{older}.txt").write_text(text)


def build(data: Path, out: Path) -> None:
    """Write every file."""
    out.mkdir(parents=True, exist_ok=True)
    codes = {edition: edition_codes(data, edition) for edition in EDITIONS}
    for edition, found in codes.items():
        write_codes(out, edition, found)
    for newer in (2022, 2017):
        for older in (e for e in EDITIONS if e < newer):
            table = {
                code: {target for target in targets if target in codes[older]}
                for code, targets in pairs(data, newer, older).items()
                if code in codes[newer]
            }
            write_correlation(out, newer, older, table, codes[newer])


if __name__ == "__main__":
    build(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else OUT)
